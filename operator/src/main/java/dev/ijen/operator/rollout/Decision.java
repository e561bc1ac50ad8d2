package dev.ijen.operator.rollout;

import dev.ijen.crds.RolloutStatus;
import dev.ijen.operator.fleet.NodeCall;
import java.time.Duration;
import java.util.List;

/**
 * The one next thing to do about a rollout. A call is decided only from a status that is written,
 * and a machine is changed only with a grant that is written: so that the operator may be killed
 * between any two of them.
 */
public sealed interface Decision {
  /**
   * Write the status.
   *
   * @param status all of it
   */
  record Write(RolloutStatus status) implements Decision {}

  /**
   * Write grants.
   *
   * @param machines machines that the arbiter allows
   */
  record Claim(List<String> machines) implements Decision {}

  /**
   * Give grants back.
   *
   * @param machines machines that are well, or were never begun
   */
  record Release(List<String> machines) implements Decision {}

  /** Let the Rollout go that was deleted: it holds no grant and will never again ask for one. */
  record LetGo() implements Decision {}

  /**
   * Call nodes.
   *
   * @param calls what the written status asks for
   */
  record Act(List<NodeCall> calls) implements Decision {}

  /**
   * Nothing, for now.
   *
   * @param recheck when to look again at the latest
   */
  record Wait(Duration recheck) implements Decision {}
}
