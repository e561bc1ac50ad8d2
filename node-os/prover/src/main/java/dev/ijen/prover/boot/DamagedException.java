package dev.ijen.prover.boot;

/** Something on the disk that its reader refuses; the message says what and where. */
public final class DamagedException extends Exception {
  DamagedException(String message) {
    super(message);
  }
}
