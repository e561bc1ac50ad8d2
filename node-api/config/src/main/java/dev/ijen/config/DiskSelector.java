package dev.ijen.config;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which disks a config means: those that match all the properties that it names. Texts may hold
 * {@code *} for any characters and {@code ?} for one.
 *
 * @param properties by their names in {@code machine.install.diskSelector}: {@code size}, {@code
 *     name}, {@code model}, {@code serial}, {@code modalias}, {@code uuid}, {@code wwid}, {@code
 *     type}, {@code busPath}
 */
public record DiskSelector(SequencedMap<String, String> properties) {
  private static final Pattern SIZE =
      Pattern.compile("(>=|<=|==|>|<|)\\s*(\\d+(?:\\.\\d+)?)\\s*([KMGTPE]?)(I?)B?");
  private static final String UNITS = "KMGTPE";
  private static final int BINARY = 1024;
  private static final int DECIMAL = 1000;

  /**
   * Checks that each property can be compared.
   *
   * @throws IllegalArgumentException names the property that cannot
   */
  public DiskSelector {
    properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
    if (properties.isEmpty()) {
      throw new IllegalArgumentException("names no property");
    }
    var any = new DiskTraits("", 0, "", "", "", "", "", "", "", DiskTraits.Type.SSD);
    properties.forEach((name, wanted) -> matches(name, wanted, any));
  }

  /**
   * Reads {@code size=>= 4GB,model=QEMU*}.
   *
   * @throws IllegalArgumentException names what cannot be read
   */
  public static DiskSelector parse(String text) {
    var properties = new LinkedHashMap<String, String>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("\"%s\" is not NAME=VALUE".formatted(part));
      }
      properties.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return new DiskSelector(properties);
  }

  /** Whether all properties match. */
  public boolean matches(DiskTraits disk) {
    return properties.entrySet().stream()
        .allMatch(wanted -> matches(wanted.getKey(), wanted.getValue(), disk));
  }

  private static boolean matches(String property, String wanted, DiskTraits disk) {
    return switch (property) {
      case "size" -> size(wanted, disk.sizeBytes());
      case "type" -> type(wanted) == disk.type();
      case "name" -> text(wanted, disk.name());
      case "model" -> text(wanted, disk.model());
      case "serial" -> text(wanted, disk.serial());
      case "modalias" -> text(wanted, disk.modalias());
      case "uuid" -> text(wanted, disk.uuid());
      case "wwid" -> text(wanted, disk.wwid());
      case "busPath" -> text(wanted, disk.busPath());
      default -> throw new IllegalArgumentException(property + ": no property of a disk");
    };
  }

  private static DiskTraits.Type type(String wanted) {
    for (DiskTraits.Type type : DiskTraits.Type.values()) {
      if (type.name().equalsIgnoreCase(wanted)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "type: \"%s\" is not ssd, hdd, nvme or sd".formatted(wanted));
  }

  private static boolean text(String wanted, String found) {
    String expression =
        wanted
            .chars()
            .mapToObj(
                one ->
                    switch (one) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(one));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(expression, Pattern.DOTALL).matcher(found).matches();
  }

  private static boolean size(String wanted, long bytes) {
    Matcher matcher = SIZE.matcher(wanted.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "size: \"%s\" is not a comparison with a size, as >= 1TB".formatted(wanted));
    }
    int comparison = BigDecimal.valueOf(bytes).compareTo(bytes(matcher));
    return switch (matcher.group(1)) {
      case ">=" -> comparison >= 0;
      case "<=" -> comparison <= 0;
      case ">" -> comparison > 0;
      case "<" -> comparison < 0;
      default -> comparison == 0;
    };
  }

  /** 1 TB is 10 to the 12th, 1 TiB is 2 to the 40th. */
  private static BigDecimal bytes(Matcher size) {
    String unit = size.group(3);
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
    int base = size.group(4).isEmpty() ? DECIMAL : BINARY;
    return new BigDecimal(size.group(2)).multiply(BigDecimal.valueOf(base).pow(power));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return properties.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(","));
  }
}
