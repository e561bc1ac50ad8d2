package dev.ijen.ctl;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Figures as people read them. */
final class Words {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");

  private Words() {}

  /** Time since then, in Go's form and whole seconds: {@code 1h2m3s}. */
  static String age(Timestamp then, Instant now) {
    var age = Duration.between(Instant.ofEpochSecond(then.getSeconds(), then.getNanos()), now);
    return duration(age);
  }

  /** A duration in Go's form and whole seconds; negative ones are zero. */
  static String duration(Duration duration) {
    Duration shown = duration.isNegative() ? Duration.ZERO : duration;
    var text = new StringBuilder();
    if (shown.toHours() > 0) {
      text.append(shown.toHours()).append('h');
    }
    if (shown.toMinutes() > 0) {
      text.append(shown.toMinutesPart()).append('m');
    }
    return text.append(shown.toSecondsPart()).append('s').toString();
  }

  /** A size by powers of a thousand: {@code 4.1 kB}. */
  static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    String format = unit == 0 || value >= 10 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, value, UNITS.get(unit));
  }
}
