package dev.ijen.operator.node;

/** A talosconfig cannot be used; the message is safe to show. */
final class UnusableTalosconfig extends Exception {
  private static final long serialVersionUID = 1;

  UnusableTalosconfig(String message, Throwable cause) {
    super("talosconfig: " + message, cause);
  }
}
