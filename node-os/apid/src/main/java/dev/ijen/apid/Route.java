package dev.ijen.apid;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/** Where a call is served. */
sealed interface Route {
  /** Here, and the reply is passed on unchanged. */
  record Local() implements Route {}

  /** By one other node; the reply is passed on unchanged. */
  record Remote(String target) implements Route {}

  /** By several nodes; each reply is marked with its node. */
  record Many(List<String> targets) implements Route {
    public Many {
      targets = List.copyOf(targets);
    }
  }

  /** Nowhere: the targets make no sense. */
  record Refused(String message) implements Route {}

  /**
   * Decides from the metadata of a call.
   *
   * @param node values of {@code node}; at most one makes sense
   * @param nodes values of {@code nodes}
   * @param forwarded whether another apid sent the call, which ends its way here
   * @param isSelf whether a target is this node
   */
  static Route of(
      List<String> node, List<String> nodes, boolean forwarded, Predicate<String> isSelf) {
    if (forwarded || (node.isEmpty() && nodes.isEmpty())) {
      return new Local();
    }
    if (node.size() > 1) {
      return new Refused("metadata node has " + node.size() + " values, not one");
    }
    var targets = new LinkedHashSet<>(node.isEmpty() ? nodes : node);
    for (String target : targets) {
      if (!isHost(target)) {
        return new Refused("invalid target '" + target + "': a bare address or name is wanted");
      }
    }
    if (node.isEmpty()) {
      return new Many(List.copyOf(targets));
    }
    String target = node.getFirst();
    return isSelf.test(target) ? new Local() : new Remote(target);
  }

  /** A host name, an IPv4 address or an IPv6 address without brackets; no port. */
  private static boolean isHost(String target) {
    boolean onePort = target.indexOf(':') >= 0 && target.indexOf(':') == target.lastIndexOf(':');
    return !target.isEmpty()
        && !onePort
        && target
            .chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || ".-:%_".indexOf((char) c) >= 0);
  }
}
