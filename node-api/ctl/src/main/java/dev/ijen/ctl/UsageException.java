package dev.ijen.ctl;

/** The user asked for something that cannot be done; the message says what and what helps. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /** With the words of its cause. */
  UsageException(Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
