package dev.ijen.machined.platform;

/** Something a caller may act on; the message is safe to show. */
public final class NodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a caller may make of it. */
  public enum Reason {
    /** The request is wrong and will always be. */
    INVALID,
    /** What it names is not there. */
    NOT_FOUND,
    /** The node is not in a state for it. */
    NOT_NOW,
    /** It is done already. */
    EXISTS,
    /** It is not as the caller expects: someone else changed it. */
    CONFLICT,
    /** Another time it may work. */
    UNAVAILABLE,
    /** This node never does it. */
    UNSUPPORTED
  }

  private final Reason reason;

  /** Says what cannot be done and why. */
  public NodeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Says what cannot be done, why, and what that came from. */
  public NodeException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What a caller may make of it. */
  public Reason reason() {
    return reason;
  }
}
