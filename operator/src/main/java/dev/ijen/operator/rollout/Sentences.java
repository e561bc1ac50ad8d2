package dev.ijen.operator.rollout;

import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.RolloutStatus.Step;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.condition.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what a rollout waits for. Pure. */
final class Sentences {
  private static final int SHOWN = 5;

  private Sentences() {}

  /** The machines that are being changed. */
  static String of(List<Progress> active) {
    return list(active.stream().map(entry -> entry.name() + " " + word(entry.step())).toList());
  }

  /** Why machines that are still to be changed do not begin. */
  static Optional<Waiting> aboutIdle(
      List<String> names, Map<String, MachineView> machines, Map<String, Progress> entries) {
    var reasons = new ArrayList<String>();
    for (String name : names) {
      MachineView machine = machines.get(name);
      if (machine != null && !Entries.is(entries.get(name), Step.DONE)) {
        reason(machine).ifPresent(why -> reasons.add(name + " " + why));
      }
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new Waiting(Reason.MACHINES_NOT_READY.word(), list(reasons)));
  }

  private static Optional<String> reason(MachineView machine) {
    if (machine.locked().isPresent()) {
      return Optional.of("is locked: " + machine.locked().get());
    }
    if (machine.node().isEmpty()) {
      return Optional.of("does not answer");
    }
    if (machine.target().isEmpty()) {
      return Optional.of("has no rendered config");
    }
    boolean trial =
        machine.node().get().slotTrial().isPresent()
            || machine.node().get().configTrial().isPresent();
    return trial ? Optional.of("is on trial already") : Optional.empty();
  }

  private static String list(List<String> parts) {
    String shown = String.join(", ", parts.subList(0, Math.min(SHOWN, parts.size())));
    return parts.size() > SHOWN ? "%s and %d more".formatted(shown, parts.size() - SHOWN) : shown;
  }

  private static String word(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }
}
