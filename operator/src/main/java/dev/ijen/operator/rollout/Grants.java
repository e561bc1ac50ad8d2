package dev.ijen.operator.rollout;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The grants in the status of a Cluster. Pure. */
public final class Grants {
  /**
   * Keeps a Rollout that is deleted until its machines are well again: who holds grants gives them
   * back.
   */
  public static final String FINALIZER = "ijen.dev/grants";

  private Grants() {}

  /** The grants so far. */
  public static List<Grant> of(Cluster cluster) {
    return cluster.getStatus() == null ? List.of() : cluster.getStatus().grants();
  }

  /** The grants with more machines for a rollout. */
  static List<Grant> plus(Cluster cluster, String rollout, List<String> machines, Instant now) {
    var grants = new ArrayList<>(of(cluster));
    machines.forEach(machine -> grants.add(new Grant(machine, rollout, Entries.time(now))));
    return grants;
  }

  /** The grants without these machines of a rollout. */
  static List<Grant> minus(Cluster cluster, String rollout, List<String> machines) {
    return of(cluster).stream()
        .filter(grant -> !(grant.rollout().equals(rollout) && machines.contains(grant.machine())))
        .toList();
  }
}
