package dev.ijen.operator.rollout;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePool;
import dev.ijen.operator.machineconfig.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which machines a pool has. Pure. */
public final class Members {
  private Members() {}

  /** Whether the pool's selector takes the machine. */
  public static boolean selects(MachinePool pool, Machine machine) {
    Map<String, String> labels = machine.getMetadata().getLabels();
    return Selection.matches(pool.getSpec().selector(), labels == null ? Map.of() : labels);
  }

  /** The machines that the pool selects, also those that another pool selects as well. */
  public static List<Machine> of(MachinePool pool, List<Machine> machines) {
    return machines.stream().filter(machine -> selects(pool, machine)).toList();
  }

  /** The pools that select a machine. */
  public static List<MachinePool> poolsOf(Machine machine, List<MachinePool> pools) {
    return pools.stream().filter(pool -> selects(pool, machine)).toList();
  }

  /** The pool of this name. */
  public static Optional<MachinePool> find(List<MachinePool> pools, String name) {
    return pools.stream().filter(pool -> pool.getMetadata().getName().equals(name)).findFirst();
  }
}
