package dev.ijen.machined.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What init says of the watchdog that it feeds (docs/architecture.md §3).
 *
 * @param restarted whether it was the watchdog that restarted the machine
 */
public record WatchdogFile(
    String device, Duration timeout, Duration feedInterval, boolean restarted) {

  /** Reads it; empty on a machine without a watchdog. */
  public static Optional<WatchdogFile> read(NodePaths paths) throws IOException {
    Path file = paths.run().resolve("watchdog");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] words = Files.readString(file).strip().split(" ", -1);
    return words.length == 4
        ? Optional.of(
            new WatchdogFile(
                words[0],
                Duration.ofSeconds(Long.parseLong(words[1])),
                Duration.ofSeconds(Long.parseLong(words[2])),
                words[3].equals("1")))
        : Optional.empty(); // init is writing it
  }
}
