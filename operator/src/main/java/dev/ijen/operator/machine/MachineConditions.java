package dev.ijen.operator.machine;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Condition.Status;
import dev.ijen.crds.MachinePhase;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.node.Observation;
import java.time.Instant;
import java.util.List;

/** The conditions of a Machine. Pure. */
final class MachineConditions {
  static final String READY = "Ready";
  static final String RECONCILING = "Reconciling";
  static final String STALLED = "Stalled";
  static final String REACHABLE = "Reachable";
  static final String CONFIG_APPLIED = "ConfigApplied";

  private MachineConditions() {}

  static List<Condition> of(MachineView view, Outcome outcome, Instant now) {
    MachinePhase phase = outcome.phase();
    Reason reason = outcome.reason();
    String message = outcome.message();
    var conditions =
        new Conditions(view.before().conditions(), view.generation(), now)
            .set(READY, Conditions.status(phase == MachinePhase.RUNNING), reason, message)
            .set(RECONCILING, Conditions.status(isReconciling(phase)), reason, "")
            .set(STALLED, Conditions.status(phase == MachinePhase.STALLED), reason, "");
    reachable(view.observation(), conditions);
    return conditions.set(CONFIG_APPLIED, configApplied(phase), reason, "").list();
  }

  private static boolean isReconciling(MachinePhase phase) {
    return phase == MachinePhase.APPLYING || phase == MachinePhase.UNREACHABLE;
  }

  private static Status configApplied(MachinePhase phase) {
    return switch (phase) {
      case RUNNING -> Status.TRUE;
      case APPLYING, STALLED, CHANGING, NOT_READY -> Status.FALSE;
      case UNREACHABLE -> Status.UNKNOWN;
    };
  }

  private static void reachable(Observation observation, Conditions conditions) {
    switch (observation) {
      case Observation.Seen _ -> conditions.set(REACHABLE, Status.TRUE, Reason.OK, "");
      case Observation.Silent(String why) ->
          conditions.set(REACHABLE, Status.FALSE, Reason.UNREACHABLE, why);
      case Observation.Denied(String why) ->
          conditions.set(REACHABLE, Status.FALSE, Reason.CREDENTIALS_REFUSED, why);
    }
  }
}
