package dev.ijen.machined.slot;

import dev.ijen.machined.platform.KernelCommandLine;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long an image on trial may take from the start of machined until it is healthy: the kernel
 * argument {@code ijen.health.deadline}, in seconds. It comes with the image, so a release that
 * needs longer says so itself.
 */
public final class HealthDeadline {
  private static final Logger log = LoggerFactory.getLogger(HealthDeadline.class);

  /** Under emulation on a busy host a node needs one to two minutes. */
  static final Duration USUAL = Duration.ofMinutes(5);

  private static final String ARGUMENT = "ijen.health.deadline";
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofDays(1);

  private HealthDeadline() {}

  /** What the command line says, from 10 s to a day; {@link #USUAL} when it says anything else. */
  public static Duration of(KernelCommandLine commandLine) {
    Optional<String> word = commandLine.value(ARGUMENT);
    if (word.isEmpty()) {
      return USUAL;
    }
    Optional<Duration> given = word.flatMap(HealthDeadline::parse);
    if (given.isEmpty()) {
      log.atWarn()
          .addKeyValue(ARGUMENT, word.get())
          .log("the kernel argument is not a number of seconds from 10 to 86400");
    }
    return given.orElse(USUAL);
  }

  private static Optional<Duration> parse(String seconds) {
    try {
      return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
          .filter(given -> given.compareTo(LEAST) >= 0 && given.compareTo(MOST) <= 0);
    } catch (NumberFormatException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
