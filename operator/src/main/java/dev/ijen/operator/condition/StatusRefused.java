package dev.ijen.operator.condition;

/** The API server refused a status, so that the object does not tell the truth. Safe to show. */
public final class StatusRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  StatusRefused(String message) {
    super(message);
  }
}
