package dev.ijen.config;

import dev.ijen.config.schema.Field;
import java.util.Map;

/** Where a field that the schema calls required may be missing after all. */
final class Exemptions {
  private Exemptions() {}

  /** A component that is switched off needs no image; only unicast rules look up a table. */
  static boolean apply(Field field, Map<String, Object> siblings) {
    return switch (field.path()) {
      case "image" -> Boolean.FALSE.equals(siblings.get("enabled"));
      case "table" -> !Values.text(siblings.getOrDefault("action", "unicast")).equals("unicast");
      default -> false;
    };
  }
}
