package dev.ijen.crds;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users of Kubernetes write them: {@code 90s}, {@code 10m}, {@code 1h30m}. */
public final class Durations {
  /** What the CRDs take: hours, minutes and seconds in this order, each at most once. */
  public static final String PATTERN = "^([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?$";

  private static final Pattern PARTS =
      Pattern.compile("(?:([0-9]{1,5})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,6})s)?");

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException when the text does not fit {@link #PATTERN}
   */
  public static Duration parse(String text) {
    Matcher matcher = PARTS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration such as 1h30m: " + text);
    }
    return Duration.ofHours(number(matcher, 1))
        .plusMinutes(number(matcher, 2))
        .plusSeconds(number(matcher, 3));
  }

  /** Writes a duration, cut to seconds: {@code 0s}, {@code 1h30m}. */
  public static String format(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    String text =
        part(seconds / 3600, "h") + part(seconds % 3600 / 60, "m") + part(seconds % 60, "s");
    return text.isEmpty() ? "0s" : text;
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String part(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
