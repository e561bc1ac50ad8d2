package dev.ijen.machined.service;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The nine states of a service and the ways between them. */
public enum ServiceState {
  /** Known, never started. */
  INITIALIZED(0, "Initialized"),
  /** Makes ready what it needs: files, configuration. */
  PREPARING(1, "Preparing"),
  /** Waits for other services, for conditions, or for its next try. */
  WAITING(2, "Waiting"),
  RUNNING(3, "Running"),
  /** Was told to end and has not ended yet. */
  STOPPING(4, "Stopping"),
  /** Ended well or when it was told to. */
  FINISHED(5, "Finished"),
  /** Ended badly and is not tried again. */
  FAILED(6, "Failed"),
  /** Has nothing to do on this node. */
  SKIPPED(7, "Skipped"),
  /** Was told to start. */
  STARTING(8, "Starting");

  private static final Map<ServiceState, Set<ServiceState>> NEXT =
      Map.of(
          INITIALIZED, EnumSet.of(STARTING),
          STARTING, EnumSet.of(WAITING, PREPARING, STOPPING, FAILED, SKIPPED),
          WAITING, EnumSet.of(WAITING, PREPARING, STOPPING, FAILED, SKIPPED),
          PREPARING, EnumSet.of(PREPARING, RUNNING, WAITING, STOPPING, FAILED, SKIPPED),
          RUNNING, EnumSet.of(RUNNING, WAITING, STOPPING, FINISHED, FAILED),
          STOPPING, EnumSet.of(FINISHED, FAILED),
          FINISHED, EnumSet.of(STARTING),
          FAILED, EnumSet.of(STARTING),
          SKIPPED, EnumSet.of(STARTING));

  private final int number;
  private final String text;

  ServiceState(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** The number of {@code machine.ServiceStateEvent.Action}. */
  public int number() {
    return number;
  }

  /** The name that ServiceList carries. */
  public String text() {
    return text;
  }

  /** Whether a service may go from this state to the other one. */
  public boolean mayBecome(ServiceState next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether nothing runs in this state and nothing will unless asked for. */
  public boolean ended() {
    return this == FINISHED || this == FAILED || this == SKIPPED;
  }
}
