package dev.ijen.operator.upgrade;

import dev.ijen.crds.Condition;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.OSUpgradeStatus;
import dev.ijen.crds.OSUpgradeStatus.Finding;
import dev.ijen.crds.OSUpgradeStatus.Phase;
import dev.ijen.crds.OSUpgradeStatus.Pool;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.render.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of an upgrade. Pure. */
final class UpgradeStatus {
  private static final int MAX_MESSAGE = 1024;

  private UpgradeStatus() {}

  /** After the machines were asked. */
  static OSUpgradeStatus asked(
      OSUpgrade upgrade, Preflight.Answer answer, UpgradeView view, Instant now) {
    var findings = new ArrayList<>(answer.findings());
    view.missing()
        .forEach(
            name ->
                findings.add(
                    new Finding(
                        "", "NoSuchPool", "MachinePool %s does not exist".formatted(name))));
    if (findings.isEmpty() && answer.answered() == 0) {
      findings.add(new Finding("", "NobodyAnswers", "no machine of the pools answers"));
    }
    if (upgrade.getSpec().cancel()) {
      return status(
          upgrade,
          Phase.CANCELLED,
          null,
          null,
          "cancelled before it began",
          null,
          view,
          List.of(),
          now);
    }
    boolean blocked = !findings.isEmpty();
    String message =
        blocked
            ? findings.getFirst().reason() + ": " + line(findings.getFirst())
            : "%d machines can take the release".formatted(answer.answered());
    return status(
        upgrade,
        blocked ? Phase.BLOCKED : Phase.ROLLING,
        answer.version().isEmpty() ? null : answer.version(),
        blocked || answer.digest().isEmpty() ? null : answer.digest(),
        message,
        blocked ? new Waiting(findings.getFirst().reason(), line(findings.getFirst())) : null,
        view,
        findings,
        now);
  }

  /** While rollouts run. */
  static OSUpgradeStatus rolling(OSUpgrade upgrade, UpgradeView view, Instant now) {
    OSUpgradeStatus before = Objects.requireNonNull(upgrade.getStatus());
    Optional<Rollout> current =
        view.rollouts().stream()
            .filter(
                r -> UpgradeView.phase(r).filter(p -> p == RolloutStatus.Phase.SUCCEEDED).isEmpty())
            .findFirst();
    Optional<RolloutStatus> status = current.flatMap(r -> Optional.ofNullable(r.getStatus()));
    Waiting waiting = status.map(RolloutStatus::waiting).orElse(null);
    Phase phase = phase(upgrade, view, current);
    String message =
        phase == Phase.SUCCEEDED
            ? "all machines run " + before.version()
            : waiting == null ? "" : waiting.message();
    return status(
        upgrade,
        phase,
        before.version(),
        before.digest(),
        message,
        waiting,
        view,
        before.preflight(),
        now);
  }

  private static Phase phase(OSUpgrade upgrade, UpgradeView view, Optional<Rollout> current) {
    if (current.isEmpty()) {
      boolean begun = view.rollouts().size() == view.pools().size();
      if (begun) {
        return Phase.SUCCEEDED;
      }
      return upgrade.getSpec().cancel() ? Phase.CANCELLED : Phase.ROLLING;
    }
    return switch (UpgradeView.phase(current.get()).orElse(RolloutStatus.Phase.ROLLING)) {
      case HALTED -> Phase.HALTED;
      case CANCELLED, SUPERSEDED -> Phase.CANCELLED;
      case STAGING, ROLLING, ROLLING_BACK, CANCELLING, SUCCEEDED -> Phase.ROLLING;
    };
  }

  private static OSUpgradeStatus status(
      OSUpgrade upgrade,
      Phase phase,
      @Nullable String version,
      @Nullable String digest,
      String message,
      @Nullable Waiting waiting,
      UpgradeView view,
      List<Finding> findings,
      Instant now) {
    OSUpgradeStatus before = upgrade.getStatus();
    List<Condition> conditions = before == null ? List.of() : before.conditions();
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    String started = before == null ? null : before.startedAt();
    boolean over = phase == Phase.SUCCEEDED || phase == Phase.CANCELLED;
    return new OSUpgradeStatus(
        upgrade.getMetadata().getGeneration(),
        phase,
        version,
        digest,
        progress(view),
        eta(view),
        Text.cut(message, MAX_MESSAGE),
        over ? null : waiting,
        view.pools().stream().map(pool -> pool(pool, view)).toList(),
        findings,
        started == null && digest != null ? time : started,
        over ? time : null,
        conditions(conditions, upgrade.getMetadata().getGeneration(), phase, message, now));
  }

  private static List<Condition> conditions(
      List<Condition> before, long generation, Phase phase, String message, Instant now) {
    boolean stalled = phase == Phase.HALTED || phase == Phase.BLOCKED;
    Reason reason = reason(phase);
    return new Conditions(before, generation, now)
        .set("Ready", Conditions.status(phase == Phase.SUCCEEDED), reason, message)
        .set(
            "Reconciling",
            Conditions.status(phase == Phase.ROLLING || phase == Phase.PREFLIGHT),
            reason,
            "")
        .set("Stalled", Conditions.status(stalled), reason, "")
        .list();
  }

  static Reason reason(OSUpgradeStatus status) {
    return reason(Objects.requireNonNullElse(status.phase(), Phase.PREFLIGHT));
  }

  private static Reason reason(Phase phase) {
    return switch (phase) {
      case PREFLIGHT -> Reason.PREFLIGHT;
      case BLOCKED -> Reason.BLOCKED;
      case ROLLING -> Reason.ROLLING;
      case HALTED -> Reason.HALTED;
      case SUCCEEDED -> Reason.SUCCEEDED;
      case CANCELLED -> Reason.CANCELLED;
    };
  }

  private static Pool pool(MachinePool pool, UpgradeView view) {
    Optional<Rollout> rollout = view.rolloutOf(pool);
    return new Pool(
        pool.getMetadata().getName(),
        rollout.map(r -> r.getMetadata().getName()).orElse(null),
        rollout
            .flatMap(r -> Optional.ofNullable(r.getStatus()))
            .map(RolloutStatus::progress)
            .orElse(null));
  }

  private static String progress(UpgradeView view) {
    int total = view.pools().stream().mapToInt(pool -> view.members(pool).size()).sum();
    long done =
        statuses(view)
            .flatMap(status -> status.machines().stream())
            .filter(entry -> entry.outcome() == Outcome.UPDATED)
            .count();
    return "%d/%d".formatted(done, total);
  }

  private static @Nullable String eta(UpgradeView view) {
    return statuses(view).map(RolloutStatus::eta).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static Stream<RolloutStatus> statuses(UpgradeView view) {
    return view.rollouts().stream().map(Rollout::getStatus).filter(Objects::nonNull);
  }

  private static String line(Finding finding) {
    return finding.machine().isEmpty()
        ? finding.message()
        : finding.machine() + ": " + finding.message();
  }
}
