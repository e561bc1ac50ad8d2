package dev.ijen.machined.wire;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Free-form objects between Java's maps, resources and JSON. */
public final class Structs {
  private Structs() {}

  /**
   * The map as a message.
   *
   * @throws IllegalArgumentException for a value that is no text, number, boolean, list or map
   */
  public static Struct of(Map<String, ?> map) {
    var struct = Struct.newBuilder();
    map.forEach((key, value) -> struct.putFields(key, value(value)));
    return struct.build();
  }

  /** The message as JSON (RFC 8259), which is YAML too; keys in alphabetical order. */
  public static String json(Struct struct) {
    return element(struct).toString();
  }

  /** The message as Java's texts, numbers, booleans, lists and maps. */
  public static Map<String, Object> map(Struct struct) {
    var map = new TreeMap<String, Object>();
    struct
        .getFieldsMap()
        .forEach(
            (key, value) -> {
              Object item = object(value);
              if (item != null) {
                map.put(key, item);
              }
            });
    return map;
  }

  private static @Nullable Object object(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> null;
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case STRUCT_VALUE -> map(value.getStructValue());
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream().map(Structs::object).toList();
    };
  }

  /** The message as a tree. */
  public static JsonObject element(Struct struct) {
    var object = new JsonObject();
    struct.getFieldsMap().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> object.add(field.getKey(), element(field.getValue())));
    return object;
  }

  private static Value value(@Nullable Object value) {
    var result = Value.newBuilder();
    return switch (value) {
      case null -> result.setNullValue(NullValue.NULL_VALUE).build();
      case String text -> result.setStringValue(text).build();
      case Number number -> result.setNumberValue(number.doubleValue()).build();
      case Boolean bool -> result.setBoolValue(bool).build();
      case List<?> list -> {
        var values = ListValue.newBuilder();
        list.forEach(item -> values.addValues(value(item)));
        yield result.setListValue(values).build();
      }
      case Map<?, ?> map -> {
        var fields = Struct.newBuilder();
        map.forEach((key, item) -> fields.putFields(String.valueOf(key), value(item)));
        yield result.setStructValue(fields).build();
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }

  private static JsonElement element(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> JsonNull.INSTANCE;
      case STRING_VALUE -> new JsonPrimitive(value.getStringValue());
      case BOOL_VALUE -> new JsonPrimitive(value.getBoolValue());
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRUCT_VALUE -> element(value.getStructValue());
      case LIST_VALUE -> {
        var array = new JsonArray();
        value.getListValue().getValuesList().forEach(item -> array.add(element(item)));
        yield array;
      }
    };
  }

  /** Whole numbers without a point: Kubernetes reads many fields as integers. */
  private static JsonPrimitive number(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? new JsonPrimitive((long) number)
        : new JsonPrimitive(number);
  }
}
