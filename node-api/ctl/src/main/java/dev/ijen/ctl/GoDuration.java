package dev.ijen.ctl;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as Go writes them: {@code 1h30m}, {@code 10s}, {@code 500ms}. */
final class GoDuration implements ITypeConverter<Duration> {
  private static final Pattern PART = Pattern.compile("(\\d+)(h|ms|m|s)");

  @Override
  public Duration convert(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      sum = sum.plus(length(Long.parseLong(part.group(1)), part.group(2)));
      end = part.end();
    }
    if (text.isEmpty() || end != text.length()) {
      throw new TypeConversionException("'" + text + "' is not a duration as 1h30m, 10s or 500ms");
    }
    return sum;
  }

  private static Duration length(long count, String unit) {
    return switch (unit) {
      case "h" -> Duration.ofHours(count);
      case "m" -> Duration.ofMinutes(count);
      case "s" -> Duration.ofSeconds(count);
      default -> Duration.ofMillis(count);
    };
  }
}
