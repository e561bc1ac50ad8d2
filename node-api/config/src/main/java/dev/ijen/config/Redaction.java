package dev.ijen.config;

import dev.ijen.config.schema.Field;
import dev.ijen.config.schema.FieldFlag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replaces the values of fields that the schema calls secret. */
final class Redaction {
  static final String REDACTED = "**REDACTED**";

  private Redaction() {}

  static Document redact(Document document) {
    return document.with(object(document.kind().root(), document.content()));
  }

  private static Map<String, Object> object(Field field, Map<String, Object> values) {
    var redacted = new LinkedHashMap<String, Object>();
    values.forEach((key, value) -> redacted.put(key, child(field, key, value)));
    return redacted;
  }

  private static Object child(Field field, String key, Object value) {
    Field child = field.children().get(key);
    return child == null ? value : value(child, value);
  }

  private static Object value(Field field, Object value) {
    if (field.is(FieldFlag.SECRET)) {
      return Values.isZero(value) ? value : REDACTED;
    }
    if (!field.isObject()) {
      return value;
    }
    return switch (field.shape()) {
      case ONE -> object(field, Values.map(value));
      case LIST -> list(field.element(), Values.list(value));
      case MAP -> map(field.element(), Values.map(value));
    };
  }

  private static List<Object> list(Field element, List<Object> values) {
    return values.stream().map(value -> value(element, value)).toList();
  }

  private static Map<String, Object> map(Field element, Map<String, Object> values) {
    var redacted = new LinkedHashMap<String, Object>();
    values.forEach((key, value) -> redacted.put(key, value(element, value)));
    return redacted;
  }
}
