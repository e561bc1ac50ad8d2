package dev.ijen.config;

import dev.ijen.config.schema.Field;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns the text of a scalar into the value that its field's type asks for. */
final class ScalarParser {
  private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2})*");
  private static final String UNIT = "\\s?([kKMGTPE]i?)?[bB]?";
  private static final Pattern SIZE = Pattern.compile("\\d+(\\.\\d+)?" + UNIT);
  private static final Pattern SIZE_OR_PERCENT =
      Pattern.compile("-?\\d+(\\.\\d+)?(%|" + UNIT + ")");
  private static final Pattern SIZE_MATCH =
      Pattern.compile("(>=|<=|==|>|<)?\\s*\\d+(\\.\\d+)?" + UNIT);
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]*={0,2}\\s*");
  private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(-(\\d{1,5}))?");
  private static final List<String> TRUE = List.of("true", "yes", "on", "y");
  private static final List<String> FALSE = List.of("false", "no", "off", "n");
  private static final List<String> TABLES = List.of("unspec", "default", "main", "local");

  private ScalarParser() {}

  /** The text is no value of the type; the message says what belongs there. */
  static final class NotAValue extends Exception {
    private static final long serialVersionUID = 1L;

    NotAValue(String message) {
      super(message);
    }
  }

  /** The value of a text; the empty text is the zero value of every textual type. */
  static Object parse(Field field, String text) throws NotAValue {
    return switch (field.type()) {
      case BOOL -> bool(text);
      case INT -> integer(text, BigInteger.valueOf(Long.MIN_VALUE), 63);
      case INT32 -> integer(text, BigInteger.valueOf(Integer.MIN_VALUE), 31);
      case UINT8 -> integer(text, BigInteger.ZERO, 8);
      case UINT16 -> integer(text, BigInteger.ZERO, 16);
      case UINT32, FILE_MODE -> integer(text, BigInteger.ZERO, 32);
      case UINT, UINT64 -> integer(text, BigInteger.ZERO, 64);
      case ENUM -> word(field, text);
      case ROUTING_TABLE -> table(text);
      case PORT_RANGE -> ports(text);
      default -> textual(field, text);
    };
  }

  private static String textual(Field field, String text) throws NotAValue {
    boolean valid =
        text.isEmpty()
            || switch (field.type()) {
              case IP -> isAddress(text);
              case CIDR -> isPrefix(text);
              case MAC -> MAC.matcher(text).matches();
              case DURATION -> GoDuration.parse(text).isPresent();
              case URL -> isUrl(text);
              case SIZE, SIZE_OR_INT -> SIZE.matcher(text).matches();
              case SIZE_OR_PERCENT -> SIZE_OR_PERCENT.matcher(text).matches();
              case SIZE_MATCH -> SIZE_MATCH.matcher(text).matches();
              case BASE64 -> BASE64.matcher(text).matches();
              case IP_PORT -> isAddressAndPort(text);
              default -> true;
            };
    if (!valid) {
      throw new NotAValue("not a valid " + description(field));
    }
    return text;
  }

  private static String description(Field field) {
    return switch (field.type()) {
      case IP -> "IP address";
      case CIDR -> "address with prefix length, as 10.5.0.2/24";
      case MAC -> "hardware address, as 02:00:00:00:00:01";
      case DURATION -> "duration, as 1h30m";
      case URL -> "URL";
      case BASE64 -> "base64 text";
      case IP_PORT -> "address and port, as 10.5.0.2:51820";
      case SIZE_OR_PERCENT -> "size, as 10GiB, or percentage, as 25%";
      case SIZE_MATCH -> "comparison with a size, as >= 1TB";
      default -> "size, as 10GiB";
    };
  }

  private static Boolean bool(String text) throws NotAValue {
    String word = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(word)) {
      return true;
    }
    if (FALSE.contains(word)) {
      return false;
    }
    throw new NotAValue("not a boolean: true or false");
  }

  /**
   * An integer with {@code bits} bits at most, in the notations of Go: 10, 0x1f, 0o17, 017, 0b1.
   */
  private static Object integer(String text, BigInteger least, int bits) throws NotAValue {
    BigInteger number;
    try {
      number = magnitude(text.replace("_", ""));
    } catch (NumberFormatException _) {
      throw new NotAValue("not an integer");
    }
    BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
      throw new NotAValue("not between " + least + " and " + most);
    }
    return number.bitLength() < 64 ? (Object) number.longValueExact() : number;
  }

  private static BigInteger magnitude(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger number;
    if (digits.startsWith("0x")) {
      number = new BigInteger(digits.substring(2), 16);
    } else if (digits.startsWith("0o")) {
      number = new BigInteger(digits.substring(2), 8);
    } else if (digits.startsWith("0b")) {
      number = new BigInteger(digits.substring(2), 2);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      number = new BigInteger(digits, 8);
    } else {
      number = new BigInteger(digits);
    }
    return negative ? number.negate() : number;
  }

  private static String word(Field field, String text) throws NotAValue {
    if (!text.isEmpty() && !field.values().contains(text)) {
      throw new NotAValue("not one of " + String.join(", ", field.values()));
    }
    return text;
  }

  private static Object table(String text) throws NotAValue {
    return TABLES.contains(text) ? text : integer(text, BigInteger.ZERO, 8);
  }

  private static Object ports(String text) throws NotAValue {
    var matcher = PORTS.matcher(text);
    if (!matcher.matches()) {
      throw new NotAValue("not a port or a range of ports, as 8000-8080");
    }
    String high = matcher.group(3);
    for (String port : high == null ? List.of(text) : List.of(matcher.group(1), high)) {
      if (Integer.parseInt(port) > 0xffff) {
        throw new NotAValue("not a port: above 65535");
      }
    }
    return high == null ? (Object) Long.parseLong(text) : text;
  }

  static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return text.indexOf('%') < 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static boolean isPrefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !isAddress(text.substring(0, slash))) {
      return false;
    }
    String length = text.substring(slash + 1);
    boolean digits = length.matches("\\d{1,3}");
    return digits && Integer.parseInt(length) <= (text.indexOf(':') < 0 ? 32 : 128);
  }

  private static boolean isAddressAndPort(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      return false;
    }
    String address = text.substring(0, colon);
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    boolean valid = isAddress(bracketed ? address.substring(1, address.length() - 1) : address);
    return valid && bracketed == address.contains(":");
  }

  private static boolean isUrl(String text) {
    try {
      return !new URI(text).toString().isBlank();
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
