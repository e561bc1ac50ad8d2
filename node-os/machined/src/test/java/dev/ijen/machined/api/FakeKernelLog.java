package dev.ijen.machined.api;

import dev.ijen.linux.KernelLog;
import dev.ijen.linux.KernelLogReader;
import dev.ijen.linux.KernelMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A kernel log with some records, which keeps what is written to it. */
public final class FakeKernelLog implements KernelLog {
  private final CopyOnWriteArrayList<String> records;

  public FakeKernelLog(String... records) {
    this.records = new CopyOnWriteArrayList<>(List.of(records));
  }

  public List<String> records() {
    return records;
  }

  @Override
  public KernelLogReader open(Start start) {
    var left = new ArrayDeque<>(records);
    return new KernelLogReader() {
      @Override
      public Optional<KernelMessage> next(Duration timeout) {
        return Optional.ofNullable(left.poll())
            .map(text -> new KernelMessage(6, 0, Duration.ofSeconds(1), text));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void write(int level, String line) {
    records.add(line);
  }
}
