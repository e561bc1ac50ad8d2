package dev.ijen.lab.report;

/**
 * One test of a report.
 *
 * @param name class and method
 * @param seconds how long it took
 * @param outcome how it ended
 */
public record TestCase(String name, double seconds, Outcome outcome) {
  /** How a test ends. */
  public enum Outcome {
    /** As it should. */
    PASSED,
    /** With a failed assertion or an exception. */
    FAILED,
    /** Not run. */
    SKIPPED
  }
}
