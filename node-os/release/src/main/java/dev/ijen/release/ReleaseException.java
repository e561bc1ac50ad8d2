package dev.ijen.release;

/** Bytes that are not what a release is made of; the message says which and why. */
public final class ReleaseException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public ReleaseException(String message) {
    super(message);
  }

  /** Says what is wrong and what that came from. */
  public ReleaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
