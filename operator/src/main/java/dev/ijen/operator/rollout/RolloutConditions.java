package dev.ijen.operator.rollout;

import dev.ijen.crds.Condition;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a Rollout. Pure. */
final class RolloutConditions {
  private RolloutConditions() {}

  static List<Condition> of(
      List<Condition> before,
      long generation,
      Phase phase,
      @Nullable Waiting waiting,
      Instant now) {
    Reason reason = reason(phase);
    String message = waiting == null ? "" : waiting.message();
    boolean halted = phase == Phase.HALTED;
    return new Conditions(before, generation, now)
        .set("Ready", Conditions.status(phase == Phase.SUCCEEDED), reason, message)
        .set("Reconciling", Conditions.status(!phase.isFinal() && !halted), reason, "")
        .set("Stalled", Conditions.status(halted), reason, "")
        .list();
  }

  /** The reason that names a phase. */
  static Reason reason(Phase phase) {
    return switch (phase) {
      case STAGING -> Reason.STAGING;
      case ROLLING -> Reason.ROLLING;
      case ROLLING_BACK -> Reason.ROLLING_BACK;
      case CANCELLING -> Reason.CANCELLING;
      case HALTED -> Reason.HALTED;
      case SUCCEEDED -> Reason.SUCCEEDED;
      case CANCELLED -> Reason.CANCELLED;
      case SUPERSEDED -> Reason.SUPERSEDED;
    };
  }
}
