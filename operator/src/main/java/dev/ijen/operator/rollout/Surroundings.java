package dev.ijen.operator.rollout;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.HealthGate;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MaintenanceWindow;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.Rollout;
import java.util.List;

/**
 * The objects of a namespace.
 *
 * @param clusters its Clusters; there should be one
 * @param machines its Machines
 * @param pools its MachinePools
 * @param rollouts its Rollouts
 * @param upgrades its OSUpgrades
 * @param gates its HealthGates
 * @param windows its MaintenanceWindows
 */
public record Surroundings(
    List<Cluster> clusters,
    List<Machine> machines,
    List<MachinePool> pools,
    List<Rollout> rollouts,
    List<OSUpgrade> upgrades,
    List<HealthGate> gates,
    List<MaintenanceWindow> windows) {
  /** Copies the lists. */
  public Surroundings {
    clusters = List.copyOf(clusters);
    machines = List.copyOf(machines);
    pools = List.copyOf(pools);
    rollouts = List.copyOf(rollouts);
    upgrades = List.copyOf(upgrades);
    gates = List.copyOf(gates);
    windows = List.copyOf(windows);
  }
}
