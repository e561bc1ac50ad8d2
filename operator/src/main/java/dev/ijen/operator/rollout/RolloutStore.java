package dev.ijen.operator.rollout;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus.Grant;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.operator.condition.Reason;
import java.util.List;
import java.util.Optional;

/** What the engine reads and writes in Kubernetes, for one namespace. */
public interface RolloutStore {
  /** An object was changed by someone else since it was read: read again and decide again. */
  final class Conflict extends Exception {
    private static final long serialVersionUID = 1;

    /** Names the object. */
    public Conflict(String object) {
      super(object + " was changed meanwhile");
    }
  }

  /** The Rollout as it is now, not as a cache remembers it. */
  Optional<Rollout> rollout(String name);

  /** The other objects. Clusters are as they are now; the rest may be a moment old. */
  Surroundings surroundings();

  /** Writes the status of a Rollout that was read. */
  void write(Rollout rollout, RolloutStatus status) throws Conflict;

  /** Writes the grants of a Cluster that was read. */
  void write(Cluster cluster, List<Grant> grants) throws Conflict;

  /** Takes the finalizer off a Rollout that was read, so that it vanishes. */
  void letGo(Rollout rollout) throws Conflict;

  /** Tells people about a machine of a rollout, or about the rollout when the machine is empty. */
  void tell(Rollout rollout, Optional<String> machine, Reason reason, String message);
}
