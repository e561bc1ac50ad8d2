package dev.ijen.operator.rollout;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterSpec;
import dev.ijen.crds.Hold;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachinePoolSpec.Dependency;
import dev.ijen.crds.MachinePoolStatus.Counts;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.condition.Reason;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a rollout may start no machine, for reasons that lie outside it. Pure. */
final class Holds {
  private Holds() {}

  static Optional<Waiting> of(Rollout rollout, Surroundings around, Instant now) {
    return suspended(rollout, around.upgrades())
        .or(() -> cluster(around.clusters(), now))
        .or(() -> pool(rollout, around.pools(), now))
        .or(() -> queue(rollout, around));
  }

  private static Optional<Waiting> suspended(Rollout rollout, List<OSUpgrade> upgrades) {
    if (rollout.getSpec().suspend()) {
      return waiting(Reason.SUSPENDED, "spec.suspend is set");
    }
    List<String> owners =
        rollout.getMetadata().getOwnerReferences().stream().map(OwnerReference::getUid).toList();
    return upgrades.stream()
        .filter(upgrade -> upgrade.getSpec().suspend())
        .filter(upgrade -> owners.contains(upgrade.getMetadata().getUid()))
        .findFirst()
        .flatMap(
            upgrade ->
                waiting(
                    Reason.SUSPENDED,
                    "spec.suspend of OSUpgrade %s is set"
                        .formatted(upgrade.getMetadata().getName())));
  }

  private static Optional<Waiting> cluster(List<Cluster> clusters, Instant now) {
    if (clusters.size() != 1) {
      return waiting(
          Reason.NO_CLUSTER,
          "the namespace must have one Cluster, it has %d".formatted(clusters.size()));
    }
    ClusterSpec spec = clusters.getFirst().getSpec();
    return hold(spec.freeze(), Reason.FROZEN, "the cluster is frozen", now);
  }

  private static Optional<Waiting> pool(Rollout rollout, List<MachinePool> pools, Instant now) {
    Optional<MachinePool> found = Members.find(pools, rollout.getSpec().pool());
    if (found.isEmpty()) {
      return waiting(
          Reason.DEPENDENCY, "MachinePool %s is gone".formatted(rollout.getSpec().pool()));
    }
    MachinePool pool = found.get();
    Optional<Waiting> paused =
        hold(pool.getSpec().paused(), Reason.PAUSED, "the pool is paused", now);
    return paused.isPresent() || rollout.getSpec().kind() == Kind.OS
        ? paused
        : pool.getSpec().dependsOn().stream()
            .flatMap(dependency -> dependency(dependency, pools).stream())
            .findFirst();
  }

  private static Optional<Waiting> dependency(Dependency dependency, List<MachinePool> pools) {
    Optional<Counts> counts =
        Members.find(pools, dependency.pool())
            .flatMap(pool -> Optional.ofNullable(pool.getStatus()))
            .flatMap(status -> Optional.ofNullable(status.counts()));
    if (counts.isEmpty()) {
      return waiting(Reason.DEPENDENCY, "MachinePool %s is not known".formatted(dependency.pool()));
    }
    int percent =
        counts.get().machines() == 0 ? 100 : 100 * counts.get().updated() / counts.get().machines();
    return percent >= dependency.minUpdatedPercent()
        ? Optional.empty()
        : waiting(
            Reason.DEPENDENCY,
            "MachinePool %s must be updated to %d%%"
                .formatted(dependency.pool(), dependency.minUpdatedPercent()));
  }

  /** Only the oldest rollouts have a turn; one that waits for a person gives its turn away. */
  private static Optional<Waiting> queue(Rollout rollout, Surroundings around) {
    int turns = around.clusters().getFirst().getSpec().budget().maxConcurrentRollouts();
    List<String> names =
        around.rollouts().stream()
            .filter(other -> wantsATurn(other) || isSame(other, rollout))
            .sorted(
                Comparator.comparing((Rollout r) -> r.getMetadata().getCreationTimestamp())
                    .thenComparing(r -> r.getMetadata().getName()))
            .map(r -> r.getMetadata().getName())
            .limit(turns)
            .toList();
    return names.contains(rollout.getMetadata().getName())
        ? Optional.empty()
        : waiting(Reason.QUEUED, "older rollouts go first: " + String.join(", ", names));
  }

  private static boolean isSame(Rollout one, Rollout other) {
    return one.getMetadata().getName().equals(other.getMetadata().getName());
  }

  private static boolean wantsATurn(Rollout rollout) {
    Phase phase = rollout.getStatus() == null ? null : rollout.getStatus().phase();
    boolean over = phase != null && (phase.isFinal() || phase == Phase.HALTED);
    return !over && !rollout.getSpec().suspend();
  }

  private static Optional<Waiting> hold(
      @Nullable Hold hold, Reason reason, String what, Instant now) {
    return hold != null && hold.holds(now)
        ? waiting(reason, what + ": " + hold.reason())
        : Optional.empty();
  }

  private static Optional<Waiting> waiting(Reason reason, String message) {
    return Optional.of(new Waiting(reason.word(), message));
  }
}
