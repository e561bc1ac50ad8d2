package dev.ijen.operator.rollout;

import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.arbiter.Disruptions;
import dev.ijen.operator.fleet.CallState;
import dev.ijen.operator.gate.GateView;
import dev.ijen.operator.window.WindowState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a decision about a rollout is made from.
 *
 * @param name name of the Rollout
 * @param uid its uid: operations are named after it, so that none of another rollout is met
 * @param generation generation of its spec
 * @param fate whether it can vanish
 * @param spec the plan, cancelled if the object is deleted
 * @param status where it stands
 * @param machines machines of the plan that still exist
 * @param pool names of the machines of the pool
 * @param granted machines that this rollout may disrupt
 * @param disruptions the cluster
 * @param hold why no machine may be started, for reasons outside the rollout
 * @param superseded whether a newer rollout waits to take its place
 * @param window whether machines may be started now
 * @param gates the gates of the strategy by name
 * @param history seconds that earlier machines took, the newest last
 * @param calls what became of the calls of this process
 * @param epoch fencing epoch of this leader
 */
public record RolloutView(
    String name,
    String uid,
    long generation,
    Fate fate,
    RolloutSpec spec,
    RolloutStatus status,
    Map<String, MachineView> machines,
    Set<String> pool,
    Set<String> granted,
    Disruptions disruptions,
    Optional<Waiting> hold,
    boolean superseded,
    WindowState window,
    Map<String, GateView> gates,
    List<Integer> history,
    Map<String, CallState> calls,
    long epoch) {

  /** Whether the object of a rollout can vanish. */
  public enum Fate {
    /** It may any moment: it must be granted nothing. */
    FLEETING,
    /** It stays until it is let go. */
    KEPT,
    /** It was deleted and waits to be let go. */
    DELETED,
    /** It was let go, or never held. */
    GOING
  }

  /** Copies the collections. */
  public RolloutView {
    machines = Map.copyOf(machines);
    pool = Set.copyOf(pool);
    granted = Set.copyOf(granted);
    gates = Map.copyOf(gates);
    history = List.copyOf(history);
  }
}
