package dev.ijen.operator.pool;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfigRevision;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachinePoolSpec.DriftPolicy;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about a pool is made from.
 *
 * @param pool the pool
 * @param members the machines that it selects
 * @param overlaps whether another pool selects one of them
 * @param problems why there is no revision
 * @param revision what the machines shall have
 * @param rollouts the rollouts of the pool
 */
record PoolView(
    MachinePool pool,
    List<Machine> members,
    boolean overlaps,
    List<Problem> problems,
    Optional<MachineConfigRevision> revision,
    List<Rollout> rollouts) {
  static final String DRIFT = "drift";

  /**
   * A rollout that is to begin.
   *
   * @param revision name of the revision
   * @param number its number
   * @param cause why, if not for something new
   */
  record NextRollout(String revision, int number, Optional<String> cause) {}

  PoolView {
    members = List.copyOf(members);
    problems = List.copyOf(problems);
    rollouts = List.copyOf(rollouts);
  }

  /** The rollout of configs that is to begin now. */
  Optional<NextRollout> nextRollout(Instant now) {
    if (revision.isEmpty() || isUnderWay()) {
      return Optional.empty();
    }
    String name = revision.get().getMetadata().getName();
    int number = revision.get().getSpec().number();
    if (members.stream().anyMatch(machine -> isOutdated(machine) && !isDrifted(machine))) {
      return Optional.of(new NextRollout(name, number, Optional.empty()));
    }
    boolean correct =
        pool.getSpec().driftPolicy() == DriftPolicy.CORRECT
            && members.stream().anyMatch(PoolView::isDrifted)
            && corrections(now) < pool.getSpec().correction().maxPerHour();
    return correct
        ? Optional.of(new NextRollout(name, number, Optional.of(DRIFT)))
        : Optional.empty();
  }

  int configRollouts() {
    return (int) rollouts.stream().filter(r -> r.getSpec().kind() == Kind.CONFIG).count();
  }

  /** Whether a rollout of this revision runs, waits for a person, or was given up by one. */
  private boolean isUnderWay() {
    String name = revision.map(r -> r.getMetadata().getName()).orElse("");
    return rollouts.stream()
        .filter(rollout -> rollout.getSpec().kind() == Kind.CONFIG)
        .filter(rollout -> name.equals(rollout.getSpec().target().revision()))
        .map(PoolView::phase)
        .anyMatch(phase -> phase != Phase.SUCCEEDED && phase != Phase.SUPERSEDED);
  }

  private long corrections(Instant now) {
    Instant hourAgo = now.minus(Duration.ofHours(1));
    return rollouts.stream()
        .filter(
            rollout ->
                DRIFT.equals(
                    Optional.ofNullable(rollout.getMetadata().getLabels())
                        .orElse(Map.of())
                        .get(Rollouts.CAUSE)))
        .filter(r -> Instant.parse(r.getMetadata().getCreationTimestamp()).isAfter(hourAgo))
        .count();
  }

  static Phase phase(Rollout rollout) {
    Phase phase = rollout.getStatus() == null ? null : rollout.getStatus().phase();
    return phase == null ? Phase.ROLLING : phase;
  }

  /** Whether a machine is known not to have the revision. */
  boolean isOutdated(Machine machine) {
    MachineStatus.Config config = config(machine);
    return config != null
        && isRendered(config)
        && config.desiredHash() != null
        && config.appliedHash() != null
        && !config.desiredHash().equals(config.appliedHash());
  }

  boolean isUpdated(Machine machine) {
    MachineStatus.Config config = config(machine);
    return config != null
        && isRendered(config)
        && config.desiredHash() != null
        && config.desiredHash().equals(config.appliedHash());
  }

  private boolean isRendered(MachineStatus.Config config) {
    return Objects.equals(
        config.revision(), revision.map(r -> r.getMetadata().getName()).orElse(null));
  }

  static boolean isDrifted(Machine machine) {
    return machine.getStatus() != null && !machine.getStatus().drift().isEmpty();
  }

  static boolean isReady(Machine machine) {
    return machine.getStatus() != null
        && Conditions.find(machine.getStatus().conditions(), "Ready")
            .filter(condition -> condition.status() == Condition.Status.TRUE)
            .isPresent();
  }

  private static MachineStatus.@Nullable Config config(Machine machine) {
    return machine.getStatus() == null ? null : machine.getStatus().config();
  }
}
