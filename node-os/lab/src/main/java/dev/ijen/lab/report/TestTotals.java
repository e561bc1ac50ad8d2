package dev.ijen.lab.report;

import dev.ijen.lab.report.TestCase.Outcome;
import java.util.Comparator;
import java.util.List;

/**
 * All tests of a run.
 *
 * @param cases in any order
 */
public record TestTotals(List<TestCase> cases) {
  public TestTotals {
    cases = List.copyOf(cases);
  }

  /** The line that tells it all: {@code 12 passed, 0 failed, 1 skipped}. */
  public String line() {
    return "%d passed, %d failed, %d skipped"
        .formatted(count(Outcome.PASSED), count(Outcome.FAILED), count(Outcome.SKIPPED));
  }

  /** Whether something ran and nothing failed. */
  public boolean isGreen() {
    return count(Outcome.PASSED) > 0 && count(Outcome.FAILED) == 0;
  }

  /** What failed, by name. */
  public List<TestCase> failures() {
    return cases.stream()
        .filter(test -> test.outcome() == Outcome.FAILED)
        .sorted(Comparator.comparing(TestCase::name))
        .toList();
  }

  /** The slowest tests, the slowest first. */
  public List<TestCase> slowest(int limit) {
    return cases.stream()
        .sorted(Comparator.comparingDouble(TestCase::seconds).reversed())
        .limit(limit)
        .toList();
  }

  private long count(Outcome outcome) {
    return cases.stream().filter(test -> test.outcome() == outcome).count();
  }
}
