package dev.ijen.machined.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one thing when a trial is over; by the monotonic clock, which nobody sets. */
final class TrialTimer {
  private static final Logger log = LoggerFactory.getLogger(TrialTimer.class);

  private @Nullable Thread waiting; // guarded by this

  /** What comes before the time counts. */
  interface Opening {
    /** Returns when the time begins. */
    void await() throws InterruptedException;
  }

  /** Starts anew; an earlier one is given up. */
  synchronized void start(Opening opening, Duration tryFor, Runnable over) {
    stop();
    waiting = Thread.ofVirtual().name("trial").start(() -> run(opening, tryFor, over));
  }

  /** Gives up what runs; what is over is not held up. */
  synchronized void stop() {
    if (waiting != null && waiting != Thread.currentThread()) {
      waiting.interrupt();
    }
    waiting = null;
  }

  private static void run(Opening opening, Duration tryFor, Runnable over) {
    try {
      opening.await();
      Thread.sleep(tryFor);
    } catch (InterruptedException e) {
      log.atDebug().log("trial of machine config ended before its time");
      return;
    }
    over.run();
  }
}
