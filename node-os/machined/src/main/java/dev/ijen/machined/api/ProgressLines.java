package dev.ijen.machined.api;

import dev.ijen.api.machine.LifecycleServiceInstallProgress;
import dev.ijen.machined.release.Progress;
import java.util.function.Function;

/** A line per step, and one for every tenth of its bytes; at the end an exit code. */
final class ProgressLines<T> implements Progress {
  private static final int TENTHS = 10;
  private static final int MEBIBYTE = 1 << 20;

  private final StreamReply<T> reply;
  private final Function<LifecycleServiceInstallProgress, T> wrap;
  private String last = "";

  /** Tells this stream, whose messages each hold one piece of progress. */
  ProgressLines(StreamReply<T> reply, Function<LifecycleServiceInstallProgress, T> wrap) {
    this.reply = reply;
    this.wrap = wrap;
  }

  @Override
  public void at(Step step, long bytes, long total, String message) {
    long tenths = total == 0 ? 0 : bytes * TENTHS / total;
    String key = message + " " + tenths;
    if (key.equals(last)) {
      return;
    }
    last = key;
    String line =
        total == 0
            ? message
            : "%s: %d of %d MiB".formatted(message, bytes / MEBIBYTE, total / MEBIBYTE);
    try {
      say(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the reader is gone; the writing ends at its next wait
    }
  }

  /** One line. */
  void say(String line) throws InterruptedException {
    send(LifecycleServiceInstallProgress.newBuilder().setMessage(line));
  }

  /** The last message. */
  void exit(int code) throws InterruptedException {
    send(LifecycleServiceInstallProgress.newBuilder().setExitCode(code));
  }

  private void send(LifecycleServiceInstallProgress.Builder progress) throws InterruptedException {
    reply.send(wrap.apply(progress.build()));
  }
}
