package dev.ijen.config;

import dev.ijen.config.schema.Field;
import dev.ijen.config.schema.Shape;
import dev.ijen.config.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents in one canonical form: fields in the order of the schema, maps by key, block
 * style. Equal configs give equal bytes.
 */
final class Encoder {
  private Encoder() {}

  static String encode(List<Document> documents) {
    var text = new StringBuilder();
    for (Document document : documents) {
      text.append(text.isEmpty() ? "" : "---\n").append(encode(document));
    }
    return text.toString();
  }

  static String encode(Document document) {
    return YamlText.write(fields(document.kind().root(), document.content()));
  }

  private static @Nullable Object order(Field field, @Nullable Object value) {
    if (field.shape() == Shape.LIST && value instanceof List<?> list) {
      Field element = field.element();
      return list.stream().map(item -> order(element, item)).toList();
    }
    if (field.shape() == Shape.MAP && value instanceof Map<?, ?>) {
      Field element = field.element();
      SequencedMap<String, @Nullable Object> sorted = new LinkedHashMap<>();
      new TreeMap<>(Values.map(value))
          .forEach((key, item) -> sorted.put(key, order(element, item)));
      return sorted;
    }
    return field.isObject() && value instanceof Map<?, ?>
        ? fields(field, Values.map(value))
        : sortFree(value);
  }

  private static SequencedMap<String, @Nullable Object> fields(
      Field field, Map<String, Object> values) {
    SequencedMap<String, @Nullable Object> ordered = new LinkedHashMap<>();
    for (Field child : field.children().values()) {
      @Nullable Object value = values.get(child.name());
      if (value != null) {
        ordered.put(child.name(), order(child, value));
      }
    }
    return ordered;
  }

  private static @Nullable Object sortFree(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        SequencedMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put((String) key, sortFree(item)));
        yield sorted;
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(sortFree(item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }
}
