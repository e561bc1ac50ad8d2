package dev.ijen.operator.gate;

import dev.ijen.crds.Durations;
import dev.ijen.crds.RolloutStatus.Evidence;
import dev.ijen.crds.RolloutStatus.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Rollout remembers of a gate, and what follows from it. Pure. */
public final class GateTracker {
  private GateTracker() {}

  /**
   * The memory after a reading. Evidence is replaced only when some check turned, so that nothing
   * is written while nothing happens.
   */
  public static Gate after(String name, @Nullable Gate before, GateView view) {
    if (view.reading().isEmpty()) {
      return before == null ? new Gate(name, false, null, null, List.of()) : before;
    }
    GateReading reading = view.reading().get();
    boolean passing = reading.passed();
    String since = before == null || !before.passing() ? null : before.passingSince();
    return new Gate(
        name,
        passing,
        passing ? (since == null ? reading.at().toString() : since) : null,
        before == null ? null : before.waitingSince(),
        before == null || turned(before.evidence(), reading.evidence())
            ? reading.evidence()
            : before.evidence());
  }

  /** Whether it has passed for long enough, counted from {@code reference} at the earliest. */
  public static boolean isStable(Gate gate, GateView view, Instant reference, Instant now) {
    if (!gate.passing() || gate.passingSince() == null) {
      return false;
    }
    Instant since = Instant.parse(gate.passingSince());
    Instant from = since.isAfter(reference) ? since : reference;
    return !now.isBefore(from.plus(Durations.parse(view.spec().stableFor())));
  }

  /** Whether a rollout that waits since then has waited for too long. */
  public static boolean isOverdue(GateView view, Instant since, Instant now) {
    return !now.isBefore(since.plus(Durations.parse(view.spec().timeout())));
  }

  /** The first check that does not hold, for people. */
  public static String complaint(Gate gate) {
    Optional<Evidence> failed = gate.evidence().stream().filter(e -> !e.passed()).findFirst();
    return failed
        .map(
            evidence ->
                "gate %s: %s: %s".formatted(gate.name(), evidence.check(), evidence.message()))
        .orElse(
            gate.passing()
                ? "gate %s passes and must go on to do so".formatted(gate.name())
                : "gate %s was not asked yet".formatted(gate.name()));
  }

  private static boolean turned(List<Evidence> before, List<Evidence> now) {
    return !before.stream()
        .map(evidence -> evidence.check() + evidence.passed())
        .toList()
        .equals(now.stream().map(evidence -> evidence.check() + evidence.passed()).toList());
  }
}
