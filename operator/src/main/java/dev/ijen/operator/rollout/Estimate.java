package dev.ijen.operator.rollout;

import dev.ijen.crds.Durations;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.Strategy.Deadlines;
import java.time.Duration;
import java.util.List;

/** How long machines take. Pure. */
final class Estimate {
  /** Fewer machines than this say nothing about how long one may take. */
  private static final int ENOUGH = 3;

  private Estimate() {}

  /**
   * The time within which 95 of 100 machines end, by those so far; while too few have ended, the
   * time that the deadlines allow.
   */
  static Duration p95(List<Integer> seconds, RolloutSpec spec) {
    if (seconds.size() < ENOUGH) {
      Deadlines deadlines = spec.strategy().deadlines();
      return Durations.parse(deadlines.change()).plus(Durations.parse(deadlines.verify()));
    }
    List<Integer> sorted = seconds.stream().sorted().toList();
    int rank = (int) Math.ceil(0.95 * sorted.size());
    return Duration.ofSeconds(sorted.get(rank - 1));
  }

  /** How long the rest takes when some machines are changed at the same time. */
  static Duration remaining(List<Integer> seconds, int machines, int atATime) {
    double mean = seconds.stream().mapToInt(Integer::intValue).average().orElse(0);
    long rounds = (machines + atATime - 1L) / atATime;
    return Duration.ofSeconds(Math.round(mean * rounds));
  }
}
