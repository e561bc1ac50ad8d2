package dev.ijen.client;

/** Why a call brought no answer; the message is safe to show and says what to do about it. */
public abstract sealed class NodeCallException extends Exception
    permits NodeUnreachable, NodeRefused, InvalidCredentials {
  private static final long serialVersionUID = 1L;

  NodeCallException(String message) {
    super(message);
  }

  NodeCallException(String message, Throwable cause) {
    super(message, cause);
  }
}
