package dev.ijen.machined.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A service as others see it: a value that only grows along the allowed ways.
 *
 * @param checked whether the service has a health check
 * @param history the last {@value #KEPT} states with their messages, oldest first
 */
public record ServiceStatus(
    String id, ServiceState state, boolean checked, ServiceHealth health, List<Entry> history) {
  /** How many states are kept. */
  static final int KEPT = 64;

  /** A state that was entered. */
  public record Entry(ServiceState state, String message, Instant time) {}

  public ServiceStatus {
    history = List.copyOf(history);
  }

  /** A service that was never started. */
  static ServiceStatus initial(String id, boolean checked, Instant now) {
    return new ServiceStatus(
        id, ServiceState.INITIALIZED, checked, ServiceHealth.unknown(now), List.of());
  }

  /**
   * The same in another state.
   *
   * @throws IllegalStateException when there is no way from here to there
   */
  ServiceStatus become(ServiceState next, String message, Instant now) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("service " + id + ": " + state + " cannot become " + next);
    }
    var entries = new ArrayList<>(history);
    entries.add(new Entry(next, message, now));
    int skip = Math.max(0, entries.size() - KEPT);
    ServiceHealth kept = next == state ? health : ServiceHealth.unknown(now);
    return new ServiceStatus(id, next, checked, kept, entries.subList(skip, entries.size()));
  }

  /** The same after a health check. */
  ServiceStatus checked(boolean healthy, String message, Instant now) {
    return new ServiceStatus(id, state, checked, health.checked(healthy, message, now), history);
  }

  /** Whether others may rely on it: it runs, and its health check, if it has one, is content. */
  public boolean up() {
    return state == ServiceState.RUNNING && (!checked || health.healthy());
  }

  /** Whether nothing more is to be expected of it: it is up, or ended as it should. */
  public boolean settled() {
    return up() || state == ServiceState.FINISHED || state == ServiceState.SKIPPED;
  }

  /** What was said when the present state was entered. */
  public String message() {
    return history.isEmpty() ? "" : history.getLast().message();
  }
}
