package dev.ijen.runtime.resource;

/**
 * Whether a resource is in use or on its way out; it ends when it is torn down without finalizers.
 */
public enum Phase {
  RUNNING("running"),
  TEARING_DOWN("tearingDown");

  private final String text;

  Phase(String text) {
    this.text = text;
  }

  /** The name on the wire, as {@code cosi.resource.Metadata.phase} carries it. */
  public String text() {
    return text;
  }
}
