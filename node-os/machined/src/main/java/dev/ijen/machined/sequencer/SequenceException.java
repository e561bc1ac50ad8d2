package dev.ijen.machined.sequencer;

/** A sequence did not come to its end; the message says where and why. */
public final class SequenceException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kept the sequence from its end. */
  public enum Reason {
    /** Another one runs that does not give way. */
    LOCKED,
    /** Another one took over. */
    INTERRUPTED,
    /** A task failed, and a reboot may help. */
    FAILED,
    /** A task failed, and a reboot would not help. */
    HOPELESS
  }

  private final Reason reason;

  SequenceException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SequenceException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kept the sequence from its end. */
  public Reason reason() {
    return reason;
  }
}
