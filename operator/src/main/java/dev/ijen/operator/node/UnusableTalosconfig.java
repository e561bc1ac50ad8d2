package dev.ijen.operator.node;

/** A talosconfig cannot be used; the message is safe to show. */
public final class UnusableTalosconfig extends Exception {
  private static final long serialVersionUID = 1;

  /** Says what is wrong, never with a value. */
  public UnusableTalosconfig(String message, Throwable cause) {
    super("talosconfig: " + message, cause);
  }
}
