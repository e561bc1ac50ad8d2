package dev.ijen.operator.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when there is nothing left to do at an instant. For one thread. */
public final class VirtualTime {
  private record Task(Instant at, long number, Runnable body) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
  private Instant now;
  private long count;

  VirtualTime(Instant begin) {
    now = begin;
  }

  Instant now() {
    return now;
  }

  void after(Duration delay, Runnable body) {
    tasks.add(new Task(now.plus(delay), count++, body));
  }

  /** Does the next thing; false when nothing is left before the end. */
  boolean step(Instant end) {
    Task next = tasks.peek();
    if (next == null || next.at().isAfter(end)) {
      return false;
    }
    tasks.remove();
    now = next.at();
    next.body().run();
    return true;
  }
}
