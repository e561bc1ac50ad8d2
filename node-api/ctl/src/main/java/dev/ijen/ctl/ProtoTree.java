package dev.ijen.ctl;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reply as maps and lists, for output as YAML or JSON: every field that is set, by its name. */
final class ProtoTree {
  private ProtoTree() {}

  static Map<String, Object> of(Message message) {
    var tree = new LinkedHashMap<String, Object>();
    message
        .getAllFields()
        .forEach((field, value) -> tree.put(field.getName(), value(field, value)));
    return tree;
  }

  private static Object value(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      return entries((List<?>) value);
    }
    if (value instanceof List<?> list) {
      var items = new ArrayList<Object>();
      list.forEach(item -> items.add(single(item)));
      return items;
    }
    return single(value);
  }

  private static Object single(Object value) {
    return switch (value) {
      case Timestamp time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
      case Message message -> of(message);
      case EnumValueDescriptor constant -> constant.getName();
      case ByteString bytes -> bytes.toStringUtf8();
      default -> value;
    };
  }

  private static Map<String, Object> entries(List<?> entries) {
    var map = new LinkedHashMap<String, Object>();
    for (Object entry : entries) {
      Map<String, Object> pair = of((Message) entry);
      map.put(String.valueOf(pair.get("key")), pair.getOrDefault("value", ""));
    }
    return map;
  }
}
