package dev.ijen.operator.rollout;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus.Grant;
import dev.ijen.crds.Hold;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachinePoolStatus.Seconds;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MaintenanceWindow;
import dev.ijen.crds.Role;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.Share;
import dev.ijen.operator.arbiter.Disruptions;
import dev.ijen.operator.fleet.Fleet;
import dev.ijen.operator.fleet.NodeState;
import dev.ijen.operator.gate.GateView;
import dev.ijen.operator.rollout.RolloutView.Fate;
import dev.ijen.operator.window.Calendar;
import dev.ijen.operator.window.WindowState;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what a decision about a rollout is made from. */
final class Views {
  private Views() {}

  static RolloutView of(
      Rollout rollout,
      Surroundings around,
      Fleet fleet,
      Map<String, GateView> gates,
      long epoch,
      Instant now) {
    Fate fate = fate(rollout);
    boolean deleted = rollout.isMarkedForDeletion();
    RolloutSpec spec = deleted ? rollout.getSpec().cancelled() : rollout.getSpec();
    Optional<MachinePool> pool = Members.find(around.pools(), spec.pool());
    return new RolloutView(
        rollout.getMetadata().getName(),
        rollout.getMetadata().getUid(),
        rollout.getMetadata().getGeneration(),
        fate,
        spec,
        Objects.requireNonNullElse(rollout.getStatus(), RolloutStatus.NONE),
        machines(spec, around.machines(), fleet, now),
        names(pool.map(p -> Members.of(p, around.machines())).orElse(List.of())),
        granted(rollout, around.clusters()),
        disruptions(around, fleet),
        Holds.of(rollout, around, now),
        isSuperseded(rollout, around.rollouts()),
        window(spec, around.windows(), now),
        gates,
        history(spec.kind(), pool),
        fleet.calls(),
        epoch);
  }

  private static Fate fate(Rollout rollout) {
    boolean held = rollout.hasFinalizer(Grants.FINALIZER);
    if (rollout.isMarkedForDeletion()) {
      return held ? Fate.DELETED : Fate.GOING;
    }
    return held ? Fate.KEPT : Fate.FLEETING;
  }

  private static Map<String, MachineView> machines(
      RolloutSpec spec, List<Machine> machines, Fleet fleet, Instant now) {
    var planned = new HashSet<String>();
    spec.waves().forEach(wave -> planned.addAll(wave.machines()));
    var views = new HashMap<String, MachineView>();
    for (Machine machine : machines) {
      String name = machine.getMetadata().getName();
      if (planned.contains(name)) {
        Hold lock = machine.getSpec().lock();
        views.put(
            name,
            new MachineView(
                name,
                Optional.ofNullable(lock).filter(hold -> hold.holds(now)).map(Hold::reason),
                target(spec, machine),
                fleet.state(name)));
      }
    }
    return views;
  }

  private static Optional<String> target(RolloutSpec spec, Machine machine) {
    if (spec.kind() == Kind.OS) {
      return Optional.ofNullable(spec.target().digest());
    }
    MachineStatus status = machine.getStatus();
    MachineStatus.Config config = status == null ? null : status.config();
    return config != null && Objects.equals(config.revision(), spec.target().revision())
        ? Optional.ofNullable(config.desiredHash())
        : Optional.empty();
  }

  private static Set<String> names(List<Machine> machines) {
    return machines.stream().map(m -> m.getMetadata().getName()).collect(Collectors.toSet());
  }

  private static Set<String> granted(Rollout rollout, List<Cluster> clusters) {
    return clusters.stream()
        .flatMap(cluster -> Grants.of(cluster).stream())
        .filter(grant -> grant.rollout().equals(rollout.getMetadata().getName()))
        .map(Grant::machine)
        .collect(Collectors.toSet());
  }

  private static Disruptions disruptions(Surroundings around, Fleet fleet) {
    var members = new HashMap<String, Disruptions.Member>();
    for (Machine machine : around.machines()) {
      String name = machine.getMetadata().getName();
      boolean available = fleet.state(name).filter(NodeState::isSettled).isPresent();
      boolean controlPlane = machine.getSpec().role() == Role.CONTROL_PLANE;
      members.put(name, new Disruptions.Member(controlPlane, available));
    }
    Set<String> granted =
        around.clusters().stream()
            .flatMap(cluster -> Grants.of(cluster).stream())
            .map(Grant::machine)
            .collect(Collectors.toSet());
    int max =
        around.clusters().isEmpty()
            ? 1
            : Share.of(
                around.clusters().getFirst().getSpec().budget().maxDisrupted(), members.size());
    return new Disruptions(members, granted, max);
  }

  /** Whether a later rollout of configs of the same pool exists. */
  private static boolean isSuperseded(Rollout rollout, List<Rollout> rollouts) {
    return rollout.getSpec().kind() == Kind.CONFIG
        && rollouts.stream()
            .filter(other -> other.getSpec().kind() == Kind.CONFIG)
            .filter(other -> other.getSpec().pool().equals(rollout.getSpec().pool()))
            .anyMatch(other -> AGE.compare(other, rollout) > 0);
  }

  private static final Comparator<Rollout> AGE =
      Comparator.comparing((Rollout rollout) -> rollout.getMetadata().getCreationTimestamp())
          .thenComparing(rollout -> rollout.getMetadata().getName());

  private static WindowState window(
      RolloutSpec spec, List<MaintenanceWindow> windows, Instant now) {
    List<String> names = spec.strategy().windows();
    if (names.isEmpty()) {
      return new WindowState.Always();
    }
    List<WindowState> states =
        windows.stream()
            .filter(window -> names.contains(window.getMetadata().getName()))
            .filter(
                window ->
                    window.getSpec().kinds().isEmpty()
                        || window.getSpec().kinds().contains(spec.kind()))
            .map(window -> state(window, now))
            .toList();
    return WindowState.any(states);
  }

  private static WindowState state(MaintenanceWindow window, Instant now) {
    try {
      return Calendar.of(window.getSpec()).at(now);
    } catch (IllegalArgumentException _) { // its own conditions tell
      return new WindowState.Closed(Optional.empty());
    }
  }

  private static List<Integer> history(Kind kind, Optional<MachinePool> pool) {
    Optional<Seconds> seconds =
        pool.flatMap(p -> Optional.ofNullable(p.getStatus()))
            .flatMap(status -> Optional.ofNullable(status.seconds()));
    return switch (kind) {
      case OS -> seconds.map(Seconds::os).orElse(List.of());
      case CONFIG -> seconds.map(Seconds::config).orElse(List.of());
    };
  }
}
