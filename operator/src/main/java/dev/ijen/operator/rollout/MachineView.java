package dev.ijen.operator.rollout;

import dev.ijen.operator.fleet.NodeState;
import java.util.Optional;

/**
 * A machine of a rollout.
 *
 * @param name name of the Machine
 * @param locked why a person keeps rollouts off it; empty when nobody does
 * @param target digest or hash that it is to come to; empty when that is not known yet
 * @param node the node as it was seen last; empty while it does not answer
 */
public record MachineView(
    String name, Optional<String> locked, Optional<String> target, Optional<NodeState> node) {}
