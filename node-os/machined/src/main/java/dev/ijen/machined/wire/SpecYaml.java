package dev.ijen.machined.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import dev.ijen.machined.wire.YamlNode.Fields;
import dev.ijen.machined.wire.YamlNode.Items;
import dev.ijen.machined.wire.YamlNode.Plain;
import dev.ijen.machined.wire.YamlNode.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The YAML of a spec, from its message and the rows of the table. */
final class SpecYaml {
  private final WireTable table;

  SpecYaml(WireTable table) {
    this.table = table;
  }

  /** The spec as a tree, keys in the order of the rows. */
  YamlNode tree(MessageOrBuilder message, List<WireField> fields) {
    if (fields.size() == 1 && fields.getFirst().key().equals(WireField.INLINE)) {
      return value(message, fields.getFirst());
    }
    SequencedMap<String, YamlNode> tree = new LinkedHashMap<>();
    for (WireField field : fields) {
      if (!field.omitEmpty() || !isEmpty(message, field)) {
        tree.put(field.key(), value(message, field));
      }
    }
    return new Fields(tree);
  }

  private static boolean isEmpty(MessageOrBuilder message, WireField row) {
    Place place = Place.of(message, row.path());
    FieldDescriptor field = place.field();
    if (field.isRepeated()) {
      return place.message().getRepeatedFieldCount(field) == 0;
    }
    return !place.message().hasField(field)
        || (place.message().getField(field) instanceof Message nested
            && nested.equals(nested.getDefaultInstanceForType()));
  }

  private YamlNode value(MessageOrBuilder message, WireField row) {
    Place place = Place.of(message, row.path());
    FieldDescriptor field = place.field();
    if (field.isMapField()) {
      return map(place, row.type());
    }
    if (field.isRepeated()) {
      return repeated(place, row.type());
    }
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !place.message().hasField(field)
        && WireValues.isNullable(field)) {
      return Plain.NULL;
    }
    return single(field, place.message().getField(field), row.type());
  }

  private YamlNode repeated(Place place, String type) {
    var items = new ArrayList<YamlNode>();
    String itemType = type.startsWith("[]") ? type.substring(2) : type;
    for (int i = 0; i < place.message().getRepeatedFieldCount(place.field()); i++) {
      items.add(
          single(place.field(), place.message().getRepeatedField(place.field(), i), itemType));
    }
    return type.startsWith("@") ? joined(items) : new Items(items);
  }

  /** A list of pairs that is shown as one mapping. */
  private static YamlNode joined(List<YamlNode> pairs) {
    SequencedMap<String, YamlNode> joined = new LinkedHashMap<>();
    for (YamlNode pair : pairs) {
      if (pair instanceof Fields(var fields)
          && fields.size() == 2
          && fields.firstEntry().getValue() instanceof Text(String key)) {
        joined.put(key, fields.lastEntry().getValue());
      } else {
        return new Items(pairs);
      }
    }
    return new Fields(joined);
  }

  /** A map, sorted by key as no order travels. */
  private YamlNode map(Place place, String type) {
    FieldDescriptor value = place.field().getMessageType().findFieldByName("value");
    String valueType = type.substring(type.indexOf(']') + 1);
    var sorted = new TreeMap<String, YamlNode>();
    for (int i = 0; i < place.message().getRepeatedFieldCount(place.field()); i++) {
      var entry = (Message) place.message().getRepeatedField(place.field(), i);
      FieldDescriptor key = place.field().getMessageType().findFieldByName("key");
      sorted.put(entry.getField(key).toString(), single(value, entry.getField(value), valueType));
    }
    return new Fields(new LinkedHashMap<>(sorted));
  }

  private YamlNode single(FieldDescriptor field, Object value, String type) {
    String name = type.startsWith("@") ? type.substring(1) : type;
    return switch (field.getJavaType()) {
      case BOOLEAN -> new Plain(value.toString());
      case FLOAT, DOUBLE -> new Plain(WireText.number(((Number) value).doubleValue()));
      case STRING -> new Text((String) value);
      case BYTE_STRING -> WireValues.bytes((ByteString) value, name);
      case ENUM -> number(field, name, ((EnumValueDescriptor) value).getNumber());
      case INT, LONG -> number(field, name, WireValues.widened(field, (Number) value));
      case MESSAGE -> message((Message) value, name);
    };
  }

  private YamlNode message(Message message, String type) {
    return WireValues.known(message)
        .or(() -> table.fields(type).map(fields -> tree(message, fields)))
        .orElseGet(() -> bare(message));
  }

  /** A message that the table does not know: all of its fields that are set, by JSON name. */
  private YamlNode bare(Message message) {
    SequencedMap<String, YamlNode> tree = new LinkedHashMap<>();
    for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
      FieldDescriptor field = set.getKey();
      String type = field.isMapField() ? "map[string]" : field.isRepeated() ? "[]" : "";
      var row = new WireField(field.getJsonName(), type, false, List.of(field.getNumber()));
      tree.put(row.key(), value(message, row));
    }
    return new Fields(tree);
  }

  private YamlNode number(FieldDescriptor field, String type, long number) {
    return table
        .values(type)
        .<YamlNode>map(values -> new Text(WireValues.text(type, values, number)))
        .orElseGet(
            () ->
                new Plain(
                    WireValues.isUnsigned(field)
                        ? Long.toUnsignedString(number)
                        : Long.toString(number)));
  }

  /** A field of a message, and the nested message that holds it. */
  private record Place(MessageOrBuilder message, FieldDescriptor field) {
    static Place of(MessageOrBuilder root, List<Integer> path) {
      MessageOrBuilder message = root;
      for (int number : path.subList(0, path.size() - 1)) {
        message = (Message) message.getField(find(message, number));
      }
      return new Place(message, find(message, path.getLast()));
    }

    private static FieldDescriptor find(MessageOrBuilder message, int number) {
      FieldDescriptor field = message.getDescriptorForType().findFieldByNumber(number);
      if (field == null) {
        throw new IllegalStateException(
            message.getDescriptorForType().getFullName() + " has no field " + number);
      }
      return field;
    }
  }
}
