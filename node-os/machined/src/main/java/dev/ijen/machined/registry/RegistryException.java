package dev.ijen.machined.registry;

import java.io.IOException;

/** A registry did not give what was asked for; the message names it and what it answered. */
public class RegistryException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What a caller may make of it. */
  public enum Reason {
    /** The registry has no such thing, or does not show it to this node. */
    NOT_FOUND,
    /** No registry answered as one; another time it may. */
    UNREACHABLE,
    /** The registry gave other bytes than asked for. */
    CORRUPT
  }

  private final Reason reason;

  RegistryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  RegistryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What a caller may make of it. */
  public Reason reason() {
    return reason;
  }
}
