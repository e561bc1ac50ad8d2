package dev.ijen.operator.cluster;

import dev.ijen.crds.ClusterStatus.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Grants whose Rollout is gone. A Rollout gives its grants back before it is let go, so that only a
 * person who takes the finalizer off by hand leaves some behind, or a leader that was deposed
 * between reading and writing. Whoever held them has had the last word with its nodes a call's
 * deadline after the Rollout went; after twice that time nothing can be on its way any more. For
 * any thread; what it remembers is not needed after a restart.
 */
final class Orphans {
  /** Twice the deadline of a call that changes a node. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private record Key(String namespace, Grant grant) {}

  /**
   * A grant and what is known about it.
   *
   * @param grant the grant
   * @param orphan whether its Rollout does not exist
   * @param settled whether its machine is well and tries nothing, or is gone
   */
  record Situation(Grant grant, boolean orphan, boolean settled) {}

  private final Map<Key, Instant> seen = new ConcurrentHashMap<>();

  /** The grants without the orphans of settled machines that were seen for long enough. */
  List<Grant> remove(String namespace, List<Situation> situations, Instant now) {
    var kept = new ArrayList<Grant>();
    var waiting = new ArrayList<Key>();
    for (Situation situation : situations) {
      var key = new Key(namespace, situation.grant());
      if (!situation.orphan()) {
        kept.add(situation.grant());
        continue;
      }
      waiting.add(key);
      Instant since = seen.computeIfAbsent(key, _ -> now);
      if (!situation.settled() || now.isBefore(since.plus(PATIENCE))) {
        kept.add(situation.grant());
      }
    }
    seen.keySet().removeIf(key -> key.namespace().equals(namespace) && !waiting.contains(key));
    return List.copyOf(kept);
  }

  /** Whether there are orphans. */
  boolean isWaiting(String namespace) {
    return seen.keySet().stream().anyMatch(key -> key.namespace().equals(namespace));
  }
}
