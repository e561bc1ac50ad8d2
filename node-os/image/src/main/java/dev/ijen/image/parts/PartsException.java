package dev.ijen.image.parts;

/** A part could not be built; the message names the part, the command and its last lines. */
public final class PartsException extends Exception {
  private static final long serialVersionUID = 1L;

  PartsException(String message) {
    super(message);
  }

  PartsException(String message, Throwable cause) {
    super(message, cause);
  }
}
