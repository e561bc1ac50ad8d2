package dev.ijen.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML that belongs to others (Kubernetes objects, OCI specs) by YAML's own types. */
final class FreeFormReader {
  private final NodeReader reader;
  private final String path;

  FreeFormReader(NodeReader reader, String path) {
    this.reader = reader;
    this.path = path;
  }

  @Nullable Object read(Node node, int depth) {
    if (reader.tooMuch(node, path, depth)) {
      return null;
    }
    return switch (node) {
      case MappingNode mapping -> map(mapping, depth);
      case SequenceNode sequence -> {
        var list = new ArrayList<@Nullable Object>();
        for (Node item : sequence.getValue()) {
          list.add(read(item, depth + 1));
        }
        yield list;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> null;
    };
  }

  private SequencedMap<String, @Nullable Object> map(MappingNode mapping, int depth) {
    SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = reader.key(entry.getKeyNode(), path);
      if (map.containsKey(key)) {
        reader.report(path + "." + key, entry.getKeyNode(), "key given twice");
      }
      map.put(key, read(entry.getValueNode(), depth + 1));
    }
    return map;
  }

  private static @Nullable Object scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    } else if (tag.equals(Tag.BOOL)) {
      return text.equalsIgnoreCase("true");
    } else if (tag.equals(Tag.INT)) {
      return integer(text);
    } else if (tag.equals(Tag.FLOAT)) {
      return real(text);
    }
    return text;
  }

  private static Object integer(String text) {
    try {
      BigInteger number =
          text.startsWith("0x")
              ? new BigInteger(text.substring(2), 16)
              : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
      return number.bitLength() < 64 ? (Object) number.longValueExact() : number;
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static Object real(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return text;
    }
  }
}
