package dev.ijen.lab.command;

import dev.ijen.image.Progress;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Tells on error output what goes on, each line with the time since the start. Fast reports of one
 * topic (the words before the last colon) are thinned out to one in two seconds; a step that says
 * nothing for long is said to go on.
 */
public final class Console implements Progress {
  private static final long THIN_NANOS = Duration.ofSeconds(2).toNanos();

  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final PrintStream out;
  private final long start = System.nanoTime();
  private final Map<String, Long> lastByTopic = new HashMap<>();

  Console(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String what) {
    long now = System.nanoTime();
    String topic = what.substring(0, Math.max(0, what.lastIndexOf(':')));
    Long last = lastByTopic.get(topic);
    if (last == null || now - last > THIN_NANOS) {
      lastByTopic.put(topic, now);
      print(what);
    }
  }

  @Override
  public void warn(String what) {
    print("WARNING: " + what);
  }

  /**
   * Runs a step and tells every ten seconds that it goes on.
   *
   * @param whatToDo advice for when it fails
   * @throws StepException instead of whatever the work throws
   */
  public <T> T step(String name, String whatToDo, Callable<T> work)
      throws StepException, InterruptedException {
    print(name + " …");
    long before = System.nanoTime();
    Thread beat = Thread.startVirtualThread(() -> beat(name, before));
    try {
      T result = work.call();
      print("%s: done in %.1f s".formatted(name, (System.nanoTime() - before) / 1e9));
      return result;
    } catch (InterruptedException | StepException e) {
      throw e;
    } catch (Exception e) {
      throw new StepException(name, reason(e), whatToDo, e);
    } finally {
      beat.interrupt();
    }
  }

  private void beat(String name, long since) {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(SILENCE.toNanos());
        print("%s: for %d s now".formatted(name, seconds(since)));
      }
    } catch (InterruptedException _) {
      // the step has ended
    }
  }

  private static long seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toSeconds();
  }

  private synchronized void print(String line) {
    out.printf("[%6.1f s] %s%n", (System.nanoTime() - start) / 1e9, line);
    out.flush();
  }

  /** Messages of {@link FileSystemException} are bare paths, and some exceptions have none. */
  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || e instanceof FileSystemException ? e.toString() : message;
  }
}
