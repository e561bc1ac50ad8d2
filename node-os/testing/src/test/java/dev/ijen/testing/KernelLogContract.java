package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.linux.KernelLog;
import dev.ijen.linux.KernelLogReader;
import dev.ijen.linux.KernelMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link KernelLog} promises. Others may write to the log at the same time. */
@Timeout(30)
abstract class KernelLogContract {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final String line = "contract test " + UUID.randomUUID();

  abstract KernelLog log();

  @Test
  void aLineReachesWhoFollows() throws Exception {
    try (KernelLogReader reader = log().open(KernelLog.Start.NEXT)) {
      log().write(6, line);

      KernelMessage heard = await(reader, line);
      assertThat(heard.level()).isEqualTo(6);
      assertThat(heard.facility()).isEqualTo(1); // user: the kernel keeps 0 to itself
    }
  }

  @Test
  void theOldestReaderSeesWhatWasBefore() throws Exception {
    log().write(7, line);
    log().write(7, line + " again");

    try (KernelLogReader reader = log().open(KernelLog.Start.OLDEST)) {
      KernelMessage first = await(reader, line);
      KernelMessage second = await(reader, line + " again");
      assertThat(second.sequence()).isGreaterThan(first.sequence());
      assertThat(second.sinceBoot()).isGreaterThanOrEqualTo(first.sinceBoot());
    }
  }

  @Test
  void theNextReaderDoesNotSeeWhatWasBefore() throws Exception {
    log().write(7, line);

    try (KernelLogReader reader = log().open(KernelLog.Start.NEXT)) {
      log().write(7, line + " again");
      Optional<KernelMessage> next = reader.next(SOON);
      while (next.isPresent() && !next.get().text().startsWith(line)) {
        next = reader.next(SOON);
      }
      assertThat(next).map(KernelMessage::text).contains(line + " again");
    }
  }

  @Test
  void anEndedReaderWaitsNoMore() throws Exception {
    KernelLogReader reader = log().open(KernelLog.Start.NEXT);
    Thread closer = Thread.ofVirtual().start(reader::close);
    Optional<KernelMessage> next = reader.next(Duration.ofDays(1));
    while (next.isPresent()) {
      next = reader.next(Duration.ofDays(1));
    }
    closer.join();

    assertThat(reader.next(Duration.ofDays(1))).isEmpty();
  }

  private static KernelMessage await(KernelLogReader reader, String text) throws Exception {
    Optional<KernelMessage> next = reader.next(SOON);
    while (next.isPresent()) {
      if (next.get().text().equals(text)) {
        return next.get();
      }
      next = reader.next(SOON);
    }
    throw new AssertionError("not in the log: " + text);
  }
}
