package dev.ijen.operator.pool;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Hold;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachinePoolStatus;
import dev.ijen.crds.MachinePoolStatus.Counts;
import dev.ijen.crds.MachinePoolStatus.Seconds;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.rollout.Versions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a pool. Pure. */
final class PoolStatuses {
  private static final int REMEMBERED = 20;

  private PoolStatuses() {}

  static MachinePoolStatus of(PoolView view, Instant now) {
    MachinePool pool = view.pool();
    Counts counts =
        new Counts(
            view.members().size(),
            (int) view.members().stream().filter(view::isUpdated).count(),
            (int) view.members().stream().filter(PoolView::isReady).count(),
            (int) view.members().stream().filter(PoolView::isDrifted).count());
    return new MachinePoolStatus(
        pool.getMetadata().getGeneration(),
        counts,
        "%d/%d".formatted(counts.updated(), counts.machines()),
        view.revision().map(revision -> revision.getMetadata().getName()).orElse(null),
        Versions.span(view.members()),
        running(view).map(rollout -> rollout.getMetadata().getName()).orElse(null),
        view.problems(),
        new Seconds(seconds(view, Kind.OS), seconds(view, Kind.CONFIG)),
        conditions(view, counts, now));
  }

  /** The reason of the condition Ready; OK while there is none. */
  static Reason reason(@Nullable MachinePoolStatus status) {
    String word =
        status == null
            ? ""
            : Conditions.find(status.conditions(), "Ready").map(Condition::reason).orElse("");
    return Reason.of(word).orElse(Reason.OK);
  }

  private static List<Condition> conditions(PoolView view, Counts counts, Instant now) {
    MachinePool pool = view.pool();
    MachinePoolStatus before = pool.getStatus();
    Hold paused = pool.getSpec().paused();
    boolean isPaused = paused != null && paused.holds(now);
    Reason reason = reason(view, counts);
    boolean stalled =
        view.overlaps()
            || !view.problems().isEmpty()
            || running(view).filter(r -> PoolView.phase(r) == Phase.HALTED).isPresent();
    boolean ready = reason == Reason.UPDATED;
    return new Conditions(
            before == null ? List.of() : before.conditions(),
            pool.getMetadata().getGeneration(),
            now)
        .set("Ready", Conditions.status(ready), reason, message(view, counts))
        .set("Reconciling", Conditions.status(!ready && !stalled), reason, "")
        .set("Stalled", Conditions.status(stalled), reason, "")
        .set(
            "Paused",
            Conditions.status(isPaused),
            isPaused ? Reason.PAUSED : Reason.OK,
            paused == null || !isPaused ? "" : paused.reason())
        .set(
            "Drifted",
            Conditions.status(counts.drifted() > 0),
            counts.drifted() > 0 ? Reason.DRIFTED : Reason.OK,
            "")
        .set(
            "Conflicting",
            Conditions.status(reason == Reason.CONFLICTING_FRAGMENTS || view.overlaps()),
            reason,
            "")
        .list();
  }

  private static Reason reason(PoolView view, Counts counts) {
    if (view.overlaps()) {
      return Reason.OVERLAPPING_POOLS;
    }
    if (!view.problems().isEmpty()) {
      return switch (view.problems().getFirst().kind()) {
        case INVALID -> Reason.INVALID_CONFIG;
        case CONFLICT -> Reason.CONFLICTING_FRAGMENTS;
        case SECRET_MISSING -> Reason.SECRET_MISSING;
      };
    }
    Optional<Rollout> running = running(view);
    if (running.isPresent()) {
      return PoolView.phase(running.get()) == Phase.HALTED ? Reason.HALTED : Reason.ROLLING;
    }
    if (counts.machines() == 0) {
      return Reason.NO_MACHINES;
    }
    return counts.updated().equals(counts.machines())
        ? Reason.UPDATED
        : counts.drifted() > 0 ? Reason.DRIFTED : Reason.PENDING;
  }

  private static String message(PoolView view, Counts counts) {
    if (view.overlaps()) {
      return "another pool selects machines of this one";
    }
    return view.problems().stream()
        .findFirst()
        .map(p -> "MachineConfig %s: %s %s".formatted(p.source(), p.path(), p.message()))
        .orElse("%d of %d machines are up to date".formatted(counts.updated(), counts.machines()));
  }

  private static Optional<Rollout> running(PoolView view) {
    return view.rollouts().stream()
        .filter(rollout -> !PoolView.phase(rollout).isFinal())
        .max(Comparator.comparing(rollout -> rollout.getMetadata().getCreationTimestamp()));
  }

  /** How long the last machines took; what is known already is kept when rollouts are deleted. */
  private static List<Integer> seconds(PoolView view, Kind kind) {
    List<Integer> fresh =
        view.rollouts().stream()
            .filter(rollout -> rollout.getSpec().kind() == kind && rollout.getStatus() != null)
            .filter(rollout -> PoolView.phase(rollout).isFinal())
            .sorted(Comparator.comparing(rollout -> rollout.getMetadata().getCreationTimestamp()))
            .flatMap(rollout -> rollout.getStatus().machines().stream())
            .filter(entry -> entry.outcome() == Outcome.UPDATED)
            .map(Progress::seconds)
            .filter(Objects::nonNull)
            .toList();
    return fresh.isEmpty()
        ? before(view, kind)
        : fresh.subList(Math.max(0, fresh.size() - REMEMBERED), fresh.size());
  }

  private static List<Integer> before(PoolView view, Kind kind) {
    MachinePoolStatus status = view.pool().getStatus();
    if (status == null || status.seconds() == null) {
      return List.of();
    }
    return kind == Kind.OS ? status.seconds().os() : status.seconds().config();
  }
}
