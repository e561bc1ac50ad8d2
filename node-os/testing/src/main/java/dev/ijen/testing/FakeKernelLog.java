package dev.ijen.testing;

import dev.ijen.linux.KernelLog;
import dev.ijen.linux.KernelLogReader;
import dev.ijen.linux.KernelMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A kernel log in memory: what the kernel said at its start, and what is written to it. */
public final class FakeKernelLog implements KernelLog {
  private static final int INFO = 6;
  private static final int FACILITY_USER = 1;

  private final List<KernelMessage> messages = new ArrayList<>();

  /** A log in which the kernel said these lines, one each second after it started. */
  public FakeKernelLog(String... lines) {
    for (String line : lines) {
      append(INFO, line);
    }
  }

  /** All lines, the oldest first. */
  public synchronized List<String> lines() {
    return messages.stream().map(KernelMessage::text).toList();
  }

  @Override
  public synchronized KernelLogReader open(Start start) {
    return new Reader(
        switch (start) {
          case OLDEST -> 0;
          case NEXT -> messages.size();
        });
  }

  @Override
  public void write(int level, String line) {
    append(FACILITY_USER << 3 | level, line);
  }

  private synchronized void append(int priority, String line) {
    int number = messages.size();
    messages.add(new KernelMessage(priority, number, Duration.ofSeconds(number + 1L), line));
    notifyAll();
  }

  private final class Reader implements KernelLogReader {
    private int position;
    private boolean closed;

    Reader(int position) {
      this.position = position;
    }

    @Override
    public Optional<KernelMessage> next(Duration timeout) throws InterruptedException {
      synchronized (FakeKernelLog.this) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!closed && position == messages.size()) {
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            return Optional.empty();
          }
          FakeKernelLog.this.wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return closed ? Optional.empty() : Optional.of(messages.get(position++));
      }
    }

    @Override
    public void close() {
      synchronized (FakeKernelLog.this) {
        closed = true;
        FakeKernelLog.this.notifyAll();
      }
    }
  }
}
