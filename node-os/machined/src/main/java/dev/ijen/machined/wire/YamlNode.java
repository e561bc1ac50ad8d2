package dev.ijen.machined.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A YAML document as a tree. */
sealed interface YamlNode {

  /** Text that is quoted where it would otherwise be read as something else. */
  record Text(String text) implements YamlNode {}

  /** A number, a boolean or null. */
  record Plain(String text) implements YamlNode {
    static final Plain NULL = new Plain("null");
  }

  /** A sequence. */
  record Items(List<YamlNode> items) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping, in the order in which it is printed. */
  record Fields(SequencedMap<String, YamlNode> fields) implements YamlNode {
    public Fields {
      fields = new LinkedHashMap<>(fields);
    }
  }
}
