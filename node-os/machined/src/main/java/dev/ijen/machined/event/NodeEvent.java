package dev.ijen.machined.event;

import java.util.List;
import java.util.Optional;

/** Something that happened on the node and that a client may want to follow. */
public sealed interface NodeEvent {

  /** Whether something begins or ends. */
  enum Action {
    START,
    STOP
  }

  /**
   * A sequence began, ended, or was refused.
   *
   * @param action absent when the sequence was refused and never began
   * @param error why it ended early; absent for a good end
   */
  record SequenceEvent(String sequence, Optional<Action> action, Optional<Failure> error)
      implements NodeEvent {}

  /** A phase began or ended. */
  record PhaseEvent(String phase, Action action) implements NodeEvent {}

  /** A task began or ended. */
  record TaskEvent(String task, Action action) implements NodeEvent {}

  /**
   * A service entered a state.
   *
   * @param state number on the wire: {@code machine.ServiceStateEvent.Action}
   */
  record ServiceStateEvent(String service, int state, String message, Health health)
      implements NodeEvent {}

  /** machined is about to end with a system call: {@code LINUX_REBOOT_CMD_*} of reboot(2). */
  record RestartEvent(long command) implements NodeEvent {}

  /** A source had a machine config that cannot be read. */
  record ConfigLoadErrorEvent(String error) implements NodeEvent {}

  /** A source had a machine config that is not valid. */
  record ConfigValidationErrorEvent(String error) implements NodeEvent {}

  /** The node's name or addresses changed. */
  record AddressEvent(String hostname, List<String> addresses) implements NodeEvent {
    public AddressEvent {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * The node entered a stage, or its readiness changed.
   *
   * @param stage number on the wire: {@code machine.MachineStatusEvent.MachineStage}
   */
  record MachineStatusEvent(int stage, boolean ready, List<UnmetCondition> unmet)
      implements NodeEvent {
    public MachineStatusEvent {
      unmet = List.copyOf(unmet);
    }
  }

  /** What the node still waits for. */
  record UnmetCondition(String name, String reason) {}

  /**
   * Why something ended early.
   *
   * @param code of {@code common.Code}
   */
  record Failure(int code, String message) {
    /** {@code common.Code.FATAL}. */
    public static final int FATAL = 0;

    /** {@code common.Code.LOCKED}. */
    public static final int LOCKED = 1;
  }

  /** Health of a service at the time of an event. */
  record Health(boolean unknown, boolean healthy, String message, long changedMillis) {}
}
