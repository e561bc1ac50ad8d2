package dev.ijen.machined.api;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.DmesgRequest;
import dev.ijen.linux.KernelLog;
import dev.ijen.linux.KernelLogReader;
import dev.ijen.linux.KernelMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The kernel's log, one record a message: {@code facility: severity: [time]: text}. */
final class DmesgCalls {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
  private static final List<String> FACILITIES =
      List.of("kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news");

  private final KernelLog log;
  private final Clock clock;

  DmesgCalls(KernelLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  void dmesg(DmesgRequest request, StreamReply<Data> reply)
      throws IOException, InterruptedException {
    boolean fromNow = request.getFollow() && request.getTail();
    KernelLog.Start start = fromNow ? KernelLog.Start.NEXT : KernelLog.Start.OLDEST;
    Instant boot = bootTime();
    try (KernelLogReader reader = log.open(start)) {
      while (true) {
        Optional<KernelMessage> message = reader.next(request.getFollow() ? LOOK : Duration.ZERO);
        if (message.isPresent()) {
          reply.send(data(message.get(), boot));
        } else if (!request.getFollow()) {
          return;
        }
      }
    }
  }

  private Instant bootTime() throws IOException {
    String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0];
    return clock.instant().minusMillis((long) (Double.parseDouble(uptime) * 1000));
  }

  private static Data data(KernelMessage message, Instant boot) {
    String facility =
        message.facility() < FACILITIES.size()
            ? FACILITIES.get(message.facility())
            : "local" + message.facility();
    String line =
        "%s: %7s: [%s]: %s\n"
            .formatted(
                facility,
                LEVELS.get(message.level()),
                boot.plus(message.sinceBoot()),
                message.text());
    return Data.newBuilder().setBytes(ByteString.copyFromUtf8(line)).build();
  }
}
