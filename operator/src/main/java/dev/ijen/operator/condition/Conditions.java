package dev.ijen.operator.condition;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Condition.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the conditions of a status from those of the one before, whose times they keep while
 * nothing flips.
 */
public final class Conditions {
  private final List<Condition> before;
  private final List<Condition> now = new ArrayList<>();
  private final long generation;
  private final String time;

  /**
   * Begins a list.
   *
   * @param before the conditions so far
   * @param generation generation of the spec that was looked at
   * @param time time of flips, cut to seconds
   */
  public Conditions(List<Condition> before, long generation, Instant time) {
    this.before = List.copyOf(before);
    this.generation = generation;
    this.time = time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Adds a condition. */
  public Conditions set(String type, Status status, Reason reason, String message) {
    String since =
        find(before, type)
            .filter(condition -> condition.status() == status)
            .map(Condition::lastTransitionTime)
            .orElse(time);
    now.add(new Condition(type, status, reason.word(), message, since, generation));
    return this;
  }

  /** The conditions in the order in which they were set. */
  public List<Condition> list() {
    return List.copyOf(now);
  }

  /** The condition of a type. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  /** {@code True} or {@code False}. */
  public static Status status(boolean holds) {
    return holds ? Status.TRUE : Status.FALSE;
  }
}
