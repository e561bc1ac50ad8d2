package dev.ijen.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reading of decoded values: maps, lists, texts, numbers, booleans. */
final class Values {
  private Values() {}

  /** The value at {@code a.b[0].c}, or null when a step is missing. */
  static @Nullable Object at(@Nullable Object from, String path) {
    @Nullable Object at = from;
    for (String step : path.isEmpty() ? List.<String>of() : List.of(path.split("\\.", -1))) {
      int bracket = step.indexOf('[');
      String key = bracket < 0 ? step : step.substring(0, bracket);
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
      if (bracket >= 0) {
        at = element(at, step.substring(bracket));
      }
    }
    return at;
  }

  /** The value as a map; empty when it is none. */
  static Map<String, Object> map(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return Map.of();
    }
    SequencedMap<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put((String) key, item));
    return Collections.unmodifiableMap(copy);
  }

  /** The value as a list; empty when it is none. */
  static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> list
        ? Collections.unmodifiableList(new ArrayList<Object>(list))
        : List.of();
  }

  /** The value as text; empty when it is null or no scalar. */
  static String text(@Nullable Object value) {
    return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
  }

  /** Whether the value is what Go calls zero: empty text, 0, false, empty list or map, null. */
  static boolean isZero(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> text.isEmpty();
      case Number number -> number.doubleValue() == 0;
      case Boolean bool -> !bool;
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> false;
    };
  }

  /** A copy that shares nothing which can change. */
  static @Nullable Object deepCopy(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), deepCopy(item)));
        yield copy;
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(deepCopy(item)));
        yield copy;
      }
      case Integer number -> number.longValue();
      case null -> null;
      default -> value;
    };
  }

  private static @Nullable Object element(@Nullable Object list, String bracket) {
    int index = Integer.parseInt(bracket.substring(1, bracket.length() - 1));
    return list instanceof List<?> items && index < items.size() ? items.get(index) : null;
  }
}
