package dev.ijen.runtime.controller;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: each is twice the one before, up to a bound, with jitter so that what
 * failed together does not try again together. For one thread.
 */
final class Backoff {
  private final Policy policy;
  private final RandomGenerator random;
  private Duration step;

  Backoff(Policy policy, RandomGenerator random) {
    this.policy = policy;
    this.random = random;
    this.step = policy.first();
  }

  /** How long to wait before the next attempt: half to all of the present step. */
  Duration next() {
    Duration half = step.dividedBy(2);
    Duration pause = half.plusNanos(random.nextLong(half.toNanos() + 1));
    Duration doubled = step.multipliedBy(2);
    step = doubled.compareTo(policy.longest()) < 0 ? doubled : policy.longest();
    return pause;
  }

  /** An attempt went well: the next pause is the first one again. */
  void reset() {
    step = policy.first();
  }

  /**
   * Bounds of the pauses.
   *
   * @param first the step after the first failure
   * @param longest the step after many failures
   */
  record Policy(Duration first, Duration longest) {

    /** From half a second to half a minute. */
    static final Policy DEFAULT = new Policy(Duration.ofMillis(500), Duration.ofSeconds(30));
  }
}
