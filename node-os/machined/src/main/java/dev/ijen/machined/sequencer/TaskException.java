package dev.ijen.machined.sequencer;

/** A task could not do its work; the message is safe to show on the console and in events. */
public final class TaskException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean hopeless;

  private TaskException(String message, boolean hopeless) {
    super(message);
    this.hopeless = hopeless;
  }

  /** A failure that may be gone after a reboot. */
  public static TaskException retryable(String message) {
    return new TaskException(message, false);
  }

  /** A failure that the same image would meet again on every boot. */
  public static TaskException hopeless(String message) {
    return new TaskException(message, true);
  }

  /** Whether another boot would end in the same way. */
  public boolean hopeless() {
    return hopeless;
  }
}
