package dev.ijen.config;

import dev.ijen.config.schema.Field;
import dev.ijen.config.schema.FieldFlag;
import dev.ijen.config.schema.ScalarType;
import dev.ijen.config.schema.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the YAML nodes of one document by its schema and collects everything that is wrong. */
final class NodeReader {
  /** Deeper nesting is refused: no document needs it, and the stack is finite. */
  private static final int MAX_DEPTH = 64;

  /** More values than this in one document are refused: aliases can multiply a small text. */
  private static final int MAX_VALUES = 200_000;

  private final String document;
  private final DecodeMode mode;
  private final List<Problem> problems;
  private final Map<String, Integer> lines = new HashMap<>();
  private int values;

  NodeReader(String document, DecodeMode mode, List<Problem> problems) {
    this.document = document;
    this.mode = mode;
    this.problems = problems;
  }

  /** The lines of all fields that were read, by path. */
  Map<String, Integer> lines() {
    return lines;
  }

  /** Reads a mapping with known fields. */
  SequencedMap<String, Object> readObject(Field field, MappingNode node, String path, int depth) {
    SequencedMap<String, Object> result = new LinkedHashMap<>();
    var invalid = new HashSet<String>();
    for (NodeTuple entry : node.getValue()) {
      String key = key(entry.getKeyNode(), path);
      String below = join(path, key);
      @Nullable Field child = field.children().get(key);
      if (isPatchMark(key, entry.getValueNode())) {
        result.put(key, "delete");
      } else if (result.containsKey(key)) {
        report(below, entry.getKeyNode(), "key given twice");
      } else if (child == null) {
        report(below, entry.getKeyNode(), "unknown key");
      } else {
        @Nullable Object value = read(child, entry.getValueNode(), below, depth + 1);
        if (value != null) {
          result.put(key, value);
        } else if (!isNull(entry.getValueNode())) {
          invalid.add(key);
        }
      }
    }
    requireFields(field, result, invalid, node, path);
    return result;
  }

  private @Nullable Object read(Field field, Node node, String path, int depth) {
    lines.put(path, line(node));
    if (tooMuch(node, path, depth)) {
      return null;
    }
    if (field.type() == ScalarType.FREE && field.shape() == Shape.ONE) {
      return isNull(node) ? null : new FreeFormReader(this, path).read(node, depth);
    }
    if (isNull(node)) {
      return null;
    }
    return switch (field.shape()) {
      case ONE -> readOne(field, node, path, depth);
      case LIST -> readList(field, node, path, depth);
      case MAP -> readMap(field, node, path, depth);
    };
  }

  private @Nullable Object readOne(Field field, Node node, String path, int depth) {
    if (field.isObject()) {
      if (node instanceof MappingNode mapping) {
        return readObject(field, mapping, path, depth);
      }
      return wrongType(path, node, "a mapping");
    }
    if (field.type() == ScalarType.ARGS && node instanceof SequenceNode sequence) {
      return texts(sequence, path);
    }
    if (node instanceof ScalarNode scalar) {
      return readScalar(field, scalar, path);
    }
    return wrongType(path, node, field.type() == ScalarType.ARGS ? "a text or a list" : "a scalar");
  }

  private @Nullable Object readScalar(Field field, ScalarNode node, String path) {
    try {
      return ScalarParser.parse(field, node.getValue());
    } catch (ScalarParser.NotAValue e) {
      boolean secret = field.is(FieldFlag.SECRET) || field.type() == ScalarType.BASE64;
      report(path, node, (secret ? "" : "\"" + shown(node.getValue()) + "\" is ") + e.getMessage());
      return null;
    }
  }

  private @Nullable Object readList(Field field, Node node, String path, int depth) {
    if (!(node instanceof SequenceNode sequence)) {
      return wrongType(path, node, "a list");
    }
    Field element = field.element();
    var result = new ArrayList<Object>();
    int index = 0;
    for (Node item : sequence.getValue()) {
      String at = path + "[" + index++ + "]";
      @Nullable Object value = read(element, item, at, depth + 1);
      if (value != null) {
        result.add(value);
      } else if (isNull(item)) {
        report(at, item, "a list element may not be null");
      }
    }
    return result;
  }

  private @Nullable Object readMap(Field field, Node node, String path, int depth) {
    if (!(node instanceof MappingNode mapping)) {
      return wrongType(path, node, "a mapping");
    }
    Field element = field.element();
    SequencedMap<String, Object> result = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = key(entry.getKeyNode(), path);
      String at = join(path, key);
      if (isPatchMark(key, entry.getValueNode())) {
        result.put(key, "delete");
      } else if (result.containsKey(key)) {
        report(at, entry.getKeyNode(), "key given twice");
      } else {
        result.put(key, mapValue(element, entry.getValueNode(), at, depth));
      }
    }
    return result;
  }

  private Object mapValue(Field element, Node node, String path, int depth) {
    if (isNull(node) && element.isObject()) {
      report(path, node, "may not be null");
      return Map.of();
    }
    @Nullable Object value = read(element, node, path, depth + 1);
    return value == null ? "" : value;
  }

  private List<Object> texts(SequenceNode sequence, String path) {
    var result = new ArrayList<Object>();
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar) {
        result.add(scalar.getValue());
      } else {
        report(path, item, "a list of texts belongs here");
      }
    }
    return result;
  }

  private void requireFields(
      Field field, Map<String, Object> present, Set<String> invalid, Node node, String path) {
    if (mode == DecodeMode.PATCH) {
      return;
    }
    for (Field child : field.children().values()) {
      boolean missing = !invalid.contains(child.name()) && Values.isZero(present.get(child.name()));
      if (child.is(FieldFlag.REQUIRED) && missing && !Exemptions.apply(child, present)) {
        report(join(path, child.name()), node, "required");
      }
    }
  }

  boolean tooMuch(Node node, String path, int depth) {
    if (depth > MAX_DEPTH) {
      report(path, node, "nested deeper than " + MAX_DEPTH + " levels");
      return true;
    }
    if (++values == MAX_VALUES) {
      report(path, node, "the document holds more than " + MAX_VALUES + " values");
    }
    return values >= MAX_VALUES;
  }

  String key(Node node, String path) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    report(path, node, "a key must be a text");
    return "";
  }

  void report(String path, Node node, String message) {
    problems.add(new Problem(document, path, line(node), message));
  }

  private @Nullable Object wrongType(String path, Node node, String wanted) {
    String found =
        switch (node) {
          case MappingNode _ -> "a mapping";
          case SequenceNode _ -> "a list";
          default -> "a scalar";
        };
    report(path, node, wanted + " belongs here, found " + found);
    return null;
  }

  private boolean isPatchMark(String key, Node value) {
    return mode == DecodeMode.PATCH
        && key.equals("$patch")
        && value instanceof ScalarNode scalar
        && scalar.getValue().equals("delete");
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String shown(String value) {
    return value.length() <= 80 ? value : value.substring(0, 80) + "…";
  }
}
