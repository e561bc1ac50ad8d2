package dev.ijen.lab.report;

/**
 * One test of a report.
 *
 * @param name class and method
 * @param seconds how long it took
 * @param outcome how it ended
 * @param evidence what a failed test said, with its stack; else empty
 */
public record TestCase(String name, double seconds, Outcome outcome, String evidence) {
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
