package dev.ijen.operator.sim;

import dev.ijen.operator.fleet.CallState;
import dev.ijen.operator.fleet.Fleet;
import dev.ijen.operator.fleet.NodeCall;
import dev.ijen.operator.fleet.NodeState;
import java.util.Map;
import java.util.Optional;

/**
 * A fleet whose operator may be killed before and after each call.
 *
 * @param fleet the real one
 * @param deadly may throw
 */
record MortalFleet(Fleet fleet, Runnable deadly) implements Fleet {
  @Override
  public Optional<NodeState> state(String machine) {
    return fleet.state(machine);
  }

  @Override
  public Map<String, CallState> calls() {
    return fleet.calls();
  }

  @Override
  public void call(NodeCall call, long epoch, String actor) throws InterruptedException {
    deadly.run();
    fleet.call(call, epoch, actor);
    deadly.run();
  }
}
