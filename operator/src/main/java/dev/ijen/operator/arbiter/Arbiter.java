package dev.ijen.operator.arbiter;

import dev.ijen.operator.arbiter.Disruptions.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which machines may be disrupted: as many as the smallest of the budgets of cluster, pool
 * and role leaves. Machines that are unavailable for whatever reason use the budget up as well.
 * Pure.
 */
public final class Arbiter {
  private Arbiter() {}

  /**
   * An answer.
   *
   * @param allowed machines that may be disrupted now, in the order of asking
   * @param refusal why the first other one may not; empty when all may
   */
  public record Answer(List<String> allowed, Optional<String> refusal) {
    /** Copies the list. */
    public Answer {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * Answers a pool.
   *
   * @param disruptions the cluster
   * @param pool members of the pool
   * @param poolMax machines of the pool that may be unavailable at a time
   * @param candidates machines that are to be disrupted, the most urgent first
   */
  public static Answer allow(
      Disruptions disruptions, Set<String> pool, int poolMax, List<String> candidates) {
    Set<String> down = down(disruptions);
    var allowed = new ArrayList<String>();
    Optional<String> refusal = Optional.empty();
    for (String candidate : candidates) {
      Optional<String> reason = objection(disruptions, pool, poolMax, down, candidate);
      if (reason.isEmpty()) {
        allowed.add(candidate);
        down.add(candidate);
      } else if (refusal.isEmpty()) {
        refusal = reason;
      }
    }
    return new Answer(allowed, refusal);
  }

  /** Machines that are unavailable, or may be at any moment. */
  private static Set<String> down(Disruptions disruptions) {
    var down = new HashSet<>(disruptions.granted());
    disruptions
        .members()
        .forEach(
            (name, member) -> {
              if (!member.available()) {
                down.add(name);
              }
            });
    return down;
  }

  private static Optional<String> objection(
      Disruptions disruptions, Set<String> pool, int poolMax, Set<String> down, String candidate) {
    if (disruptions.granted().contains(candidate)) {
      return Optional.of(candidate + " is being changed already");
    }
    Member member = disruptions.members().get(candidate);
    if (member == null) {
      return Optional.of(candidate + " is no machine of the cluster");
    }
    var then = new HashSet<>(down);
    then.add(candidate);
    if (then.size() > disruptions.max()) {
      return Optional.of(spent("cluster", disruptions.max(), down));
    }
    if (then.stream().filter(pool::contains).count() > poolMax) {
      return Optional.of(
          spent("pool", poolMax, down.stream().filter(pool::contains).sorted().toList()));
    }
    return member.controlPlane()
        ? otherControlPlane(disruptions, then, candidate)
        : Optional.empty();
  }

  private static Optional<String> otherControlPlane(
      Disruptions disruptions, Set<String> then, String candidate) {
    return then.stream()
        .filter(name -> !name.equals(candidate))
        .filter(name -> isControlPlane(disruptions, name))
        .sorted()
        .findFirst()
        .map(name -> "control plane %s must be ready before %s".formatted(name, candidate));
  }

  private static boolean isControlPlane(Disruptions disruptions, String name) {
    Member member = disruptions.members().get(name);
    return member != null && member.controlPlane();
  }

  private static String spent(String whose, int max, Iterable<String> down) {
    var names = new ArrayList<String>();
    down.forEach(names::add);
    names.sort(null);
    String shown = String.join(", ", names.subList(0, Math.min(3, names.size())));
    String more = names.size() > 3 ? " and %d more".formatted(names.size() - 3) : "";
    return "budget of the %s is %d, unavailable: %s%s".formatted(whose, max, shown, more);
  }
}
