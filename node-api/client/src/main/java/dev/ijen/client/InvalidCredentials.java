package dev.ijen.client;

/** The client's own certificate, key or authority cannot be used; no call was made. */
public final class InvalidCredentials extends NodeCallException {
  private static final long serialVersionUID = 1L;

  InvalidCredentials(String message) {
    super(message);
  }

  InvalidCredentials(String message, Throwable cause) {
    super(message, cause);
  }
}
