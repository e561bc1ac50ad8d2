package dev.ijen.operator.metrics;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePhase;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.crds.Waiting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is, counted. Pure. Phases that nothing is in are counted as well, so that an alert
 * sees a zero and not a hole.
 */
final class Census {
  /** A count for each set of labels. */
  private final Map<String, Map<Tags, Integer>> counts = new TreeMap<>();

  /** Counts everything. */
  static Census of(List<Machine> machines, List<Rollout> rollouts, List<Cluster> clusters) {
    var census = new Census();
    Stream.of(machines, rollouts, clusters)
        .flatMap(List::stream)
        .map(Census::namespace)
        .distinct()
        .forEach(census::zero);
    machines.forEach(census::count);
    rollouts.forEach(census::count);
    clusters.forEach(census::count);
    return census;
  }

  /** The counts of a gauge. */
  Map<Tags, Integer> counts(String meter) {
    return counts.getOrDefault(meter, Map.of());
  }

  private void zero(String namespace) {
    Tags tags = Tags.of("namespace", namespace);
    for (MachinePhase phase : MachinePhase.values()) {
      add(Meters.MACHINES, tags.and("phase", Meters.word(phase)), 0);
    }
    add(Meters.DRIFTED, tags, 0);
    add(Meters.OUTDATED, tags, 0);
    for (Kind kind : Kind.values()) {
      Stream.of(Phase.values())
          .filter(phase -> !phase.isFinal())
          .forEach(phase -> add(Meters.ROLLOUTS, rollouts(namespace, kind, phase), 0));
    }
    add(Meters.GRANTS, tags, 0);
  }

  private void count(Machine machine) {
    MachineStatus status = machine.getStatus();
    if (status == null || status.phase() == null) {
      return;
    }
    Tags tags = Tags.of("namespace", namespace(machine));
    add(Meters.MACHINES, tags.and("phase", Meters.word(status.phase())), 1);
    if (!status.drift().isEmpty()) {
      add(Meters.DRIFTED, tags, 1);
    }
    if (isOutdated(status.config())) {
      add(Meters.OUTDATED, tags, 1);
    }
  }

  private static boolean isOutdated(MachineStatus.@Nullable Config config) {
    return config != null
        && config.desiredHash() != null
        && !config.desiredHash().equals(config.appliedHash());
  }

  private void count(Rollout rollout) {
    RolloutStatus status = Objects.requireNonNullElse(rollout.getStatus(), RolloutStatus.NONE);
    Phase phase = Objects.requireNonNullElse(status.phase(), Phase.ROLLING);
    if (phase.isFinal()) {
      return;
    }
    Kind kind = rollout.getSpec().kind();
    add(Meters.ROLLOUTS, rollouts(namespace(rollout), kind, phase), 1);
    Waiting waiting = status.waiting();
    if (waiting != null) {
      Tags tags = Tags.of("namespace", namespace(rollout), "kind", kind(kind));
      add(Meters.WAITING, tags.and("reason", waiting.reason()), 1);
    }
  }

  private void count(Cluster cluster) {
    if (cluster.getStatus() != null) {
      Tags tags = Tags.of("namespace", namespace(cluster));
      add(Meters.GRANTS, tags, cluster.getStatus().grants().size());
    }
  }

  private static Tags rollouts(String namespace, Kind kind, Phase phase) {
    return Tags.of("namespace", namespace, "kind", kind(kind), "phase", Meters.word(phase));
  }

  /** The word of a kind of rollouts, as objects show it. */
  static String kind(Kind kind) {
    return kind == Kind.OS ? "OS" : "Config";
  }

  private static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }

  private void add(String meter, Tags tags, int count) {
    counts.computeIfAbsent(meter, _ -> new HashMap<>()).merge(tags, count, Integer::sum);
  }
}
