package dev.ijen.machined.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The text of values that travel as bytes or numbers, in the notation that clients of the wire
 * contract parse.
 */
final class WireText {
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");
  private static final long SECOND = 1_000_000_000L;

  private WireText() {}

  /**
   * An IP address; a zone may follow the 16 bytes of IPv6 (RFC 4291 §2.2, RFC 5952).
   *
   * @param bytes none for no address
   * @throws IllegalArgumentException when the length is that of no address
   */
  static String ip(byte[] bytes) {
    if (bytes.length == 0) {
      return "";
    }
    if (bytes.length == 4) {
      return IntStream.range(0, 4)
          .mapToObj(i -> String.valueOf(bytes[i] & 0xff))
          .collect(Collectors.joining("."));
    }
    if (bytes.length < 16) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    }
    String zone = new String(bytes, 16, bytes.length - 16, StandardCharsets.UTF_8);
    return ipv6(bytes) + (zone.isEmpty() ? "" : "%" + zone);
  }

  /** The longest run of two or more zero groups is left out. */
  private static String ipv6(byte[] bytes) {
    int[] groups =
        IntStream.range(0, 8)
            .map(i -> ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff))
            .toArray();
    if (IntStream.range(0, 5).allMatch(i -> groups[i] == 0) && groups[5] == 0xffff) {
      return "::ffff:" + ip(Arrays.copyOfRange(bytes, 12, 16));
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    return start < 0
        ? groups(groups, 0, 8)
        : groups(groups, 0, start) + "::" + groups(groups, start + length, 8);
  }

  private static String groups(int[] groups, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Integer.toHexString(groups[i]))
        .collect(Collectors.joining(":"));
  }

  /** A prefix such as {@code 10.0.0.0/8}; empty for none. */
  static String prefix(byte[] ip, int length) {
    return ip.length == 0 ? "" : ip(ip) + "/" + length;
  }

  /** An address with a port; empty for none. */
  static String endpoint(byte[] ip, int port) {
    if (ip.length == 0) {
      return "";
    }
    return ip.length == 4 ? ip(ip) + ":" + port : "[" + ip(ip) + "]:" + port;
  }

  /** A hardware address in colon notation. */
  static String mac(byte[] bytes) {
    return MAC.formatHex(bytes);
  }

  /** A duration such as {@code 1h30m0s} or {@code 1.5ms}, as Go's {@code time.Duration} prints. */
  static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return decimal(nanos, 3) + "µs";
    }
    if (nanos < SECOND) {
      return decimal(nanos, 6) + "ms";
    }
    long hours = duration.toHours();
    long minutes = duration.toMinutesPart();
    String seconds = decimal(nanos % (60 * SECOND), 9) + "s";
    return hours > 0
        ? hours + "h" + minutes + "m" + seconds
        : minutes > 0 ? minutes + "m" + seconds : seconds;
  }

  private static String decimal(long value, int places) {
    BigDecimal scaled = BigDecimal.valueOf(value, places).stripTrailingZeros();
    return scaled.signum() == 0 ? "0" : scaled.toPlainString();
  }

  /** A time as RFC 3339 with as many digits after the second as it has. */
  static String time(Instant time) {
    String text = time.toString();
    return text.indexOf('.') < 0 ? text : text.replaceFirst("0+Z$", "Z");
  }

  /** A floating point number with the fewest digits, as Go's {@code strconv} prints with 'g'. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return exact.toPlainString();
    }
    BigDecimal mantissa = exact.movePointLeft(exponent).stripTrailingZeros();
    return "%se%s%02d"
        .formatted(mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
