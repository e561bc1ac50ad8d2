package dev.ijen.operator.rollout;

import dev.ijen.crds.Durations;
import dev.ijen.crds.MachinePoolSpec.ApplyMode;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.operator.fleet.CallState;
import dev.ijen.operator.fleet.NodeCall;
import dev.ijen.operator.fleet.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The calls that a written status asks for. Pure. */
final class Operations {
  /** A call without an answer is made again after this time. */
  static final Duration RETRY = Duration.ofSeconds(5);

  /** A call that was taken and shows no effect is made again after this time. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private Operations() {}

  /** The id of a change: the same whenever it is asked for. */
  static String id(RolloutView view, Progress entry, String verb) {
    return "%s/%s/%d/%s".formatted(view.uid(), entry.name(), Entries.attempt(entry), verb);
  }

  /** The id of the order to change, which the node knows from then on. */
  static String changeId(RolloutView view, Progress entry) {
    return id(view, entry, view.spec().kind() == Kind.OS ? "activate" : "apply");
  }

  /** The calls to make now. */
  static List<NodeCall> due(RolloutView view, Instant now) {
    var calls = new ArrayList<NodeCall>();
    for (Progress entry : view.status().machines()) {
      MachineView machine = view.machines().get(entry.name());
      if (machine != null
          && machine.node().isPresent()
          && isDue(view, machine.node().get(), entry, now)) {
        call(view.spec(), entry).ifPresent(calls::add);
      }
    }
    return calls;
  }

  private static boolean isDue(RolloutView view, NodeState node, Progress entry, Instant now) {
    String id = entry.operation();
    if (id == null || node.operations().containsKey(id)) {
      return false;
    }
    return switch (view.calls().get(id)) {
      case null -> true;
      case CallState.InFlight _ -> false;
      case CallState.Taken(Instant at) -> !now.isBefore(at.plus(PATIENCE));
      case CallState.Lost(Instant at, String _) -> !now.isBefore(at.plus(RETRY));
      case CallState.Refused _, CallState.Deposed _ -> false;
    };
  }

  private static Optional<NodeCall> call(RolloutSpec spec, Progress entry) {
    String machine = entry.name();
    String id = Entries.operation(entry);
    String target = Entries.target(entry);
    return Optional.ofNullable(
        switch (entry.step()) {
          case STAGING ->
              new NodeCall.Prestage(machine, id, Objects.requireNonNull(spec.target().image()));
          case CHANGING -> change(spec, entry);
          case CONFIRMING -> new NodeCall.Confirm(machine, id, spec.kind(), target);
          case REVERTING ->
              new NodeCall.Revert(
                  machine, id, spec.kind(), target, Objects.requireNonNullElse(entry.reason(), ""));
          case PENDING, STAGED, VERIFYING, REVERT_PENDING, DONE -> null;
        });
  }

  private static NodeCall change(RolloutSpec spec, Progress entry) {
    Duration confirmWithin = Durations.parse(spec.strategy().confirmWithin());
    return spec.kind() == Kind.OS
        ? new NodeCall.Activate(
            entry.name(), Entries.operation(entry), Entries.target(entry), confirmWithin)
        : new NodeCall.Apply(
            entry.name(),
            Entries.operation(entry),
            Objects.requireNonNull(spec.target().revision()),
            Entries.target(entry),
            Entries.previous(entry),
            confirmWithin,
            spec.applyMode() == ApplyMode.TRY);
  }
}
