package dev.ijen.config;

import dev.ijen.config.schema.Field;
import dev.ijen.config.schema.FieldFlag;
import dev.ijen.config.schema.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges patch documents into documents, field by field: texts and numbers overwrite unless they
 * are zero, booleans always, lists are appended to, maps merged by key; the schema says where a
 * list is replaced, and {@link ListKeys} where its elements have a key. A mapping with {@code
 * $patch: delete} removes what it stands for.
 */
final class StrategicMerge {
  private static final String PATCH = "$patch";

  private StrategicMerge() {}

  static List<Document> apply(List<Document> documents, List<Document> patches)
      throws ConfigException {
    var result = new ArrayList<>(documents);
    for (Document patch : patches) {
      int index = indexOf(result, patch);
      if (isDelete(patch.content())) {
        if (index < 0) {
          throw new ConfigException(List.of(patch.problem("", "$patch: delete finds no document")));
        }
        result.remove(index);
      } else if (index < 0) {
        result.add(patch.with(object(patch.kind().root(), Map.of(), patch.content())));
      } else {
        Document left = result.get(index);
        var merged = object(left.kind().root(), left.content(), patch.content());
        result.set(index, left.with(merged));
      }
    }
    return result;
  }

  private static int indexOf(List<Document> documents, Document patch) {
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i).identity().equals(patch.identity())) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, Object> object(
      Field field, Map<String, Object> left, Map<String, Object> right) {
    var merged = new LinkedHashMap<>(left);
    right.forEach(
        (key, value) -> {
          @Nullable Field child = field.children().get(key);
          if (child != null) {
            put(merged, key, merge(child, left.get(key), value));
          }
        });
    return merged;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value == null) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
  }

  /** The merged value, or null where the patch deletes it. */
  private static @Nullable Object merge(Field field, @Nullable Object left, Object right) {
    if (isDelete(right)) {
      return null;
    }
    if (field.is(FieldFlag.REPLACE) && field.type() != ScalarType.OBJECT) {
      return Values.isZero(right) && left != null ? left : right;
    }
    return switch (field.shape()) {
      case LIST -> list(field, Values.list(left), Values.list(right));
      case MAP -> map(field, Values.map(left), Values.map(right));
      case ONE -> one(field, left, right);
    };
  }

  private static @Nullable Object one(Field field, @Nullable Object left, Object right) {
    if (field.isObject()) {
      return object(field, Values.map(left), Values.map(right));
    }
    if (field.type() == ScalarType.FREE) {
      return free(left, right);
    }
    boolean keepsLeft =
        left != null
            && Values.isZero(right)
            && !(right instanceof Boolean)
            && !field.is(FieldFlag.NULLABLE);
    return keepsLeft ? left : right;
  }

  private static Map<String, Object> map(
      Field field, Map<String, Object> left, Map<String, Object> right) {
    Field element = field.element();
    var merged = new LinkedHashMap<>(left);
    right.forEach((key, value) -> put(merged, key, merge(element, left.get(key), value)));
    return merged;
  }

  private static List<Object> list(Field field, List<Object> left, List<Object> right) {
    if (field.is(FieldFlag.REPLACE)) {
      return right.isEmpty() ? left : right;
    }
    Field element = field.element();
    var merged = new ArrayList<>(left);
    for (Object item : right) {
      int index = ListKeys.indexOf(field.path(), merged, item);
      if (index < 0) {
        append(element, merged, item);
      } else if (isDelete(item)) {
        merged.remove(index);
      } else {
        merged.set(index, object(element, Values.map(merged.get(index)), Values.map(item)));
      }
    }
    return merged;
  }

  private static void append(Field element, List<Object> list, Object item) {
    if (!isDelete(item)) {
      list.add(element.isObject() ? object(element, Map.of(), Values.map(item)) : item);
    }
  }

  /** Free-form values: maps by key, lists appended, the rest overwritten. */
  private static @Nullable Object free(@Nullable Object left, Object right) {
    if (left instanceof List && right instanceof List) {
      var joined = new ArrayList<>(Values.list(left));
      joined.addAll(Values.list(right));
      return joined;
    }
    if (!(right instanceof Map)) {
      return right;
    }
    var merged = new LinkedHashMap<>(left instanceof Map ? Values.map(left) : Map.of());
    Values.map(right)
        .forEach(
            (key, value) ->
                put(merged, key, isDelete(value) ? null : free(merged.get(key), value)));
    return merged;
  }

  private static boolean isDelete(@Nullable Object value) {
    return value instanceof Map<?, ?> map && Objects.equals(map.get(PATCH), "delete");
  }
}
