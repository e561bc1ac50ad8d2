package dev.ijen.machined.service;

import java.time.Duration;

/**
 * How to tell whether a running service does its work.
 *
 * @param first pause before the first check
 * @param period pause between checks
 * @param timeout after which a check counts as failed
 */
public record HealthCheck(Probe probe, Duration first, Duration period, Duration timeout) {

  /** One look at the service. */
  @FunctionalInterface
  public interface Probe {
    /**
     * Returns when the service is well.
     *
     * @throws Exception says what is wrong with it
     */
    void check() throws Exception;
  }

  /** The usual times: first after 1 s, then every 5 s, 500 ms each. */
  public static HealthCheck usual(Probe probe) {
    return new HealthCheck(
        probe, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(500));
  }

  /** The same with another time limit. */
  public HealthCheck within(Duration limit) {
    return new HealthCheck(probe, first, period, limit);
  }
}
