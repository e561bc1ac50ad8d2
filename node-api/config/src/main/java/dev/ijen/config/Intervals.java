package dev.ijen.config;

import java.time.Duration;

/** The rule of repeated work: no interval at all, or one that is not too short. */
final class Intervals {
  static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private Intervals() {}

  static void check(Document document, String path, Duration least, Findings findings) {
    boolean valid =
        document
            .duration(path)
            .map(interval -> interval.isZero() || interval.compareTo(least) >= 0)
            .orElse(true);
    String message = least.isZero() ? "negative" : "0, or at least " + least.toSeconds() + "s";
    findings.require(valid, document, path, message);
  }
}
