package dev.ijen.operator.arbiter;

import java.util.Map;
import java.util.Set;

/**
 * A cluster as the arbiter sees it.
 *
 * @param members its machines by name
 * @param granted the machines that somebody may disrupt now
 * @param max machines of the cluster that may be unavailable at a time, at least 1
 */
public record Disruptions(Map<String, Member> members, Set<String> granted, int max) {
  /** Copies the collections. */
  public Disruptions {
    members = Map.copyOf(members);
    granted = Set.copyOf(granted);
  }

  /**
   * A machine.
   *
   * @param controlPlane whether it is a control plane
   * @param available whether it is well and tries nothing; unknown means no
   */
  public record Member(boolean controlPlane, boolean available) {}
}
