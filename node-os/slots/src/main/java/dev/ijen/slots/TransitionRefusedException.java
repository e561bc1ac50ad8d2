package dev.ijen.slots;

/** A transition would leave the node without an entry that is known to boot; says which and why. */
public final class TransitionRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  TransitionRefusedException(String message) {
    super(message);
  }
}
