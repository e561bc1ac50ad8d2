package dev.ijen.operator.machine;

import dev.ijen.crds.MachinePhase;
import dev.ijen.operator.condition.Reason;

/**
 * How a reconciliation ended.
 *
 * @param phase where the machine stands
 * @param reason why
 * @param message for people
 */
record Outcome(MachinePhase phase, Reason reason, String message) {
  static final Outcome RUNNING =
      new Outcome(MachinePhase.RUNNING, Reason.IN_SYNC, "the node holds the desired config");
  static final Outcome APPLYING =
      new Outcome(
          MachinePhase.APPLYING,
          Reason.APPLYING,
          "the node took the config, its effect is awaited");

  static Outcome stalled(Reason reason, String message) {
    return new Outcome(MachinePhase.STALLED, reason, message);
  }

  static Outcome unreachable(String message) {
    return new Outcome(MachinePhase.UNREACHABLE, Reason.UNREACHABLE, message);
  }
}
