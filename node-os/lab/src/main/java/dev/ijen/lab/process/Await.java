package dev.ijen.lab.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a state of the outside world, with a deadline. */
public final class Await {
  private static final long PAUSE_MILLIS = 100;

  private Await() {}

  /** A state that holds or not. */
  @FunctionalInterface
  public interface Condition {
    /** Looks once; must not block for long. */
    boolean holds() throws IOException, InterruptedException;
  }

  /**
   * Looks ten times a second until the state holds.
   *
   * @param what the state, for the message: "etcd is healthy"
   * @param evidence what to show when the deadline passes, as the end of a log
   * @throws IOException when the deadline passes
   */
  public static void until(
      String what, Duration limit, Condition condition, Supplier<String> evidence)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "waited %d s until %s, in vain%n%s".formatted(limit.toSeconds(), what, evidence.get()));
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
