package dev.ijen.operator.upgrade;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.Role;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.operator.rollout.Members;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a decision about an upgrade is made from.
 *
 * @param pools the pools in the order in which they are upgraded
 * @param missing names of pools that do not exist
 * @param machines the machines of the namespace
 * @param rollouts the rollouts of the upgrade
 */
record UpgradeView(
    List<MachinePool> pools, List<String> missing, List<Machine> machines, List<Rollout> rollouts) {
  UpgradeView {
    pools = List.copyOf(pools);
    missing = List.copyOf(missing);
    machines = List.copyOf(machines);
    rollouts = List.copyOf(rollouts);
  }

  static UpgradeView of(
      OSUpgrade upgrade, List<MachinePool> pools, List<Machine> machines, List<Rollout> rollouts) {
    List<String> names = upgrade.getSpec().pools();
    List<MachinePool> ordered =
        names.stream()
            .flatMap(name -> Members.find(pools, name).stream())
            .sorted(Comparator.comparing(pool -> !hasControlPlane(pool, machines)))
            .toList();
    List<String> missing =
        names.stream().filter(name -> Members.find(pools, name).isEmpty()).toList();
    return new UpgradeView(ordered, missing, machines, rollouts);
  }

  UpgradeView with(List<Rollout> later) {
    return new UpgradeView(pools, missing, machines, later);
  }

  List<Machine> members(MachinePool pool) {
    return Members.of(pool, machines);
  }

  Optional<Rollout> rolloutOf(MachinePool pool) {
    return rollouts.stream()
        .filter(rollout -> rollout.getSpec().pool().equals(pool.getMetadata().getName()))
        .findFirst();
  }

  /** The pool that is to begin: the first without a rollout, when all before are done. */
  Optional<MachinePool> next() {
    for (MachinePool pool : pools) {
      Optional<Rollout> rollout = rolloutOf(pool);
      if (rollout.isEmpty()) {
        return Optional.of(pool);
      }
      if (phase(rollout.get()).filter(phase -> phase == Phase.SUCCEEDED).isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  static Optional<Phase> phase(Rollout rollout) {
    return Optional.ofNullable(rollout.getStatus()).flatMap(s -> Optional.ofNullable(s.phase()));
  }

  private static boolean hasControlPlane(MachinePool pool, List<Machine> machines) {
    return Members.of(pool, machines).stream()
        .anyMatch(machine -> machine.getSpec().role() == Role.CONTROL_PLANE);
  }
}
