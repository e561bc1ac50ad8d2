package dev.ijen.operator.rollout;

import dev.ijen.crds.RolloutStatus;
import dev.ijen.operator.fleet.CallState;
import dev.ijen.operator.fleet.NodeCall;
import dev.ijen.operator.rollout.RolloutView.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides about one rollout. Pure: no client, no clock, no log. */
public final class RolloutPlanner {
  /** How often an active rollout is looked at when nothing happens. */
  static final Duration BUSY = Duration.ofSeconds(5);

  /** How often one that waits for something outside is looked at. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /** How often one is looked at that waits for a time that is known, or for nothing. */
  static final Duration CALM = Duration.ofMinutes(10);

  private RolloutPlanner() {}

  /** The next thing to do. */
  public static Decision next(RolloutView view, Instant now) {
    if (isDeposed(view)) {
      return new Decision.Wait(IDLE);
    }
    Draft draft = Draft.of(view, now);
    RolloutStatus status = draft.status();
    if (!status.equals(view.status())) {
      return new Decision.Write(status);
    }
    if (!draft.releases().isEmpty()) {
      return new Decision.Release(draft.releases());
    }
    if (view.fate() == Fate.DELETED && isOver(status) && view.granted().isEmpty()) {
      return new Decision.LetGo();
    }
    if (view.fate() == Fate.KEPT && !draft.claims().isEmpty()) {
      return new Decision.Claim(draft.claims());
    }
    List<NodeCall> calls = Operations.due(view, now);
    if (!calls.isEmpty()) {
      return new Decision.Act(calls);
    }
    return new Decision.Wait(draft.recheck());
  }

  private static boolean isOver(RolloutStatus status) {
    return status.phase() != null && status.phase().isFinal();
  }

  /** Whether a node has seen a later leader: whatever this one does now could be wrong. */
  private static boolean isDeposed(RolloutView view) {
    return view.calls().values().stream().anyMatch(CallState.Deposed.class::isInstance)
        || view.machines().values().stream()
            .anyMatch(
                machine -> machine.node().filter(node -> node.epoch() > view.epoch()).isPresent());
  }
}
