package dev.ijen.operator.rollout;

import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.RolloutStatus.Step;
import dev.ijen.operator.condition.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people are told when a status changes. Pure. */
final class Notes {
  private Notes() {}

  /**
   * One thing to tell.
   *
   * @param machine name of the Machine that it is about; empty when about the rollout
   * @param reason one word
   * @param message for people
   */
  record Note(Optional<String> machine, Reason reason, String message) {}

  static List<Note> of(RolloutStatus before, RolloutStatus after) {
    var notes = new ArrayList<Note>();
    Map<String, Progress> earlier = new HashMap<>();
    before.machines().forEach(entry -> earlier.put(entry.name(), entry));
    for (Progress entry : after.machines()) {
      Progress was = earlier.get(entry.name());
      if (was == null || was.step() != entry.step()) {
        note(was, entry).ifPresent(notes::add);
      }
    }
    if (after.phase() != null && after.phase() != before.phase()) {
      String message = after.waiting() == null ? "" : after.waiting().message();
      notes.add(new Note(Optional.empty(), RolloutConditions.reason(after.phase()), message));
    }
    return notes;
  }

  private static Optional<Note> note(@Nullable Progress was, Progress entry) {
    String reason = Objects.requireNonNullElse(entry.reason(), "");
    return switch (entry.step()) {
      case CHANGING -> about(entry, Reason.CHANGING, "the node is ordered to change");
      case REVERTING -> about(entry, Reason.ROLLING_BACK, reason);
      case DONE ->
          Optional.ofNullable(entry.outcome()).flatMap(o -> about(entry, word(o), ended(entry)));
      case PENDING ->
          was != null && was.step() != Step.DONE
              ? about(entry, Reason.MACHINE_ROLLED_BACK, reason + "; it is tried again")
              : Optional.empty();
      case STAGING, STAGED, VERIFYING, CONFIRMING, REVERT_PENDING -> Optional.empty();
    };
  }

  private static Optional<Note> about(Progress entry, Reason reason, String message) {
    return Optional.of(new Note(Optional.of(entry.name()), reason, message));
  }

  private static String ended(Progress entry) {
    if (entry.reason() != null) {
      return entry.reason();
    }
    return entry.seconds() == null
        ? "it had what it was to get already"
        : "it took %d s".formatted(entry.seconds());
  }

  private static Reason word(RolloutStatus.Outcome outcome) {
    return switch (outcome) {
      case UPDATED -> Reason.MACHINE_UPDATED;
      case ROLLED_BACK -> Reason.MACHINE_ROLLED_BACK;
      case REVERTED -> Reason.MACHINE_REVERTED;
      case SKIPPED -> Reason.MACHINE_SKIPPED;
      case FAILED -> Reason.MACHINE_FAILED;
    };
  }
}
