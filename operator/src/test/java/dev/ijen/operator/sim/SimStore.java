package dev.ijen.operator.sim;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus;
import dev.ijen.crds.ClusterStatus.Grant;
import dev.ijen.crds.HealthGate;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MaintenanceWindow;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.rollout.Grants;
import dev.ijen.operator.rollout.RolloutStore;
import dev.ijen.operator.rollout.Surroundings;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The objects of a namespace with resource versions, as an API server keeps them. */
final class SimStore {
  private final Map<String, Rollout> rollouts = new LinkedHashMap<>();
  private final List<Machine> machines = new ArrayList<>();
  private final List<HealthGate> gates = new ArrayList<>();
  private final List<MaintenanceWindow> windows = new ArrayList<>();
  private final BiConsumer<Rollout, RolloutStatus> onWrite;
  private final Runnable onVanish;
  private final List<MachinePool> pools = new ArrayList<>();
  private Cluster cluster;
  private final Map<String, Rollout> vanished = new LinkedHashMap<>();
  private long version;
  private long writes;

  /**
   * Makes a namespace.
   *
   * @param onWrite told of each status before it is written
   * @param onVanish told before a rollout is let go
   */
  SimStore(Cluster cluster, BiConsumer<Rollout, RolloutStatus> onWrite, Runnable onVanish) {
    this.cluster = cluster;
    this.onWrite = onWrite;
    this.onVanish = onVanish;
    stamp(cluster);
  }

  List<Machine> machines() {
    return machines;
  }

  List<HealthGate> gates() {
    return gates;
  }

  List<MaintenanceWindow> windows() {
    return windows;
  }

  List<MachinePool> pools() {
    return pools;
  }

  void add(Rollout rollout) {
    stamp(rollout);
    rollouts.put(rollout.getMetadata().getName(), rollout);
  }

  /** A rollout as it is, or as it was when it vanished. */
  Rollout rollout(String name) {
    Rollout there = rollouts.get(name);
    return there == null ? java.util.Objects.requireNonNull(vanished.get(name)) : there;
  }

  boolean exists(String name) {
    return rollouts.containsKey(name);
  }

  /** A person deletes a rollout; it vanishes at once if nothing holds it. */
  void delete(String name, Instant at) {
    Rollout before = rollouts.get(name);
    if (before != null) {
      Rollout after = copy(before, new Rollout());
      after.setSpec(before.getSpec());
      after.setStatus(before.getStatus());
      after.getMetadata().setDeletionTimestamp(at.toString());
      add(after);
      vanishIfFree(after);
    }
  }

  private void vanishIfFree(Rollout rollout) {
    if (rollout.isMarkedForDeletion() && rollout.getFinalizers().isEmpty()) {
      String name = rollout.getMetadata().getName();
      rollouts.remove(name);
      vanished.put(name, rollout);
    }
  }

  /** What the framework does before it gives a rollout to the operator. */
  void hold(String name, Runnable deadly) {
    Rollout before = rollouts.get(name);
    if (before != null && !before.isMarkedForDeletion() && !before.hasFinalizer(Grants.FINALIZER)) {
      deadly.run();
      before.getMetadata().setFinalizers(List.of(Grants.FINALIZER));
      stamp(before);
      deadly.run();
    }
  }

  List<Rollout> rollouts() {
    return List.copyOf(rollouts.values());
  }

  Cluster cluster() {
    return cluster;
  }

  /** Number of status writes so far. */
  long writes() {
    return writes;
  }

  /** A person changes the plan's switches. */
  void edit(String name, UnaryOperator<RolloutSpec> change) {
    Rollout before = rollout(name);
    Rollout after = copy(before, new Rollout());
    after.setSpec(change.apply(before.getSpec()));
    after.setStatus(before.getStatus());
    after.getMetadata().setGeneration(before.getMetadata().getGeneration() + 1);
    add(after);
  }

  /**
   * The store as an operator sees it.
   *
   * @param deadly called before and after each effect; it may throw
   */
  RolloutStore client(Runnable deadly) {
    return new Client(deadly);
  }

  private <R extends CustomResource<?, ?>> R copy(R from, R to) {
    to.setMetadata(new ObjectMetaBuilder(from.getMetadata()).build());
    return to;
  }

  private void stamp(CustomResource<?, ?> object) {
    object.getMetadata().setResourceVersion(Long.toString(++version));
  }

  private final class Client implements RolloutStore {
    private final Runnable deadly;

    Client(Runnable deadly) {
      this.deadly = deadly;
    }

    @Override
    public Optional<Rollout> rollout(String name) {
      return Optional.ofNullable(rollouts.get(name));
    }

    @Override
    public Surroundings surroundings() {
      return new Surroundings(
          List.of(cluster), machines, pools, rollouts(), List.of(), gates, windows);
    }

    @Override
    public void write(Rollout rollout, RolloutStatus status) throws Conflict {
      deadly.run();
      Rollout present = rollouts.get(rollout.getMetadata().getName());
      if (present == null) {
        throw new Conflict(rollout.getMetadata().getName());
      }
      require(present.getMetadata(), rollout.getMetadata());
      onWrite.accept(present, status);
      Rollout after = copy(present, new Rollout());
      after.setSpec(present.getSpec());
      after.setStatus(status);
      add(after);
      writes++;
      deadly.run();
    }

    @Override
    public void write(Cluster before, List<Grant> grants) throws Conflict {
      deadly.run();
      require(cluster.getMetadata(), before.getMetadata());
      Cluster after = copy(cluster, new Cluster());
      after.setSpec(cluster.getSpec());
      after.setStatus(new ClusterStatus(null, grants, null, null, null, null, null));
      stamp(after);
      cluster = after;
      writes++;
      deadly.run();
    }

    private void require(ObjectMeta present, ObjectMeta read) throws Conflict {
      if (!present.getResourceVersion().equals(read.getResourceVersion())) {
        throw new Conflict(present.getName());
      }
    }

    @Override
    public void letGo(Rollout rollout) throws Conflict {
      deadly.run();
      Rollout present = rollouts.get(rollout.getMetadata().getName());
      if (present == null) {
        throw new Conflict(rollout.getMetadata().getName());
      }
      require(present.getMetadata(), rollout.getMetadata());
      onVanish.run();
      present.getMetadata().setFinalizers(List.of());
      vanishIfFree(present);
      deadly.run();
    }

    @Override
    public void tell(Rollout rollout, Optional<String> machine, Reason reason, String message) {
      deadly.run();
    }
  }
}
