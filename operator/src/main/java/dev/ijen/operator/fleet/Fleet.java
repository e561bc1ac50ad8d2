package dev.ijen.operator.fleet;

import java.util.Map;
import java.util.Optional;

/** The nodes of a namespace. */
public interface Fleet {
  /** The node of a Machine as it was seen last; empty while it does not answer. */
  Optional<NodeState> state(String machine);

  /** What became of the calls of this process, by operation. */
  Map<String, CallState> calls();

  /**
   * Starts a call and returns at once, or when it is done. A call that is in flight is not started
   * again. The outcome is in {@link #calls}.
   *
   * @param epoch fencing epoch of this leader
   * @param actor who wants it, for the node's records
   */
  void call(NodeCall call, long epoch, String actor) throws InterruptedException;
}
