package dev.ijen.operator.render;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The single values that a patch sets, by document and path; a deletion counts as the value of what
 * it removes.
 */
final class Leaves {
  private static final String MAIN = "v1alpha1";
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).build();

  private Leaves() {}

  /** Values by {@code document: a.b.c}. Text that is not YAML has none: merging reports it. */
  static SequencedMap<String, Object> of(String patch) {
    var leaves = new LinkedHashMap<String, Object>();
    try {
      for (Object document : new Load(SETTINGS).loadAllFromString(patch)) {
        if (document instanceof Map<?, ?> map) {
          collect(identity(map) + ":", map, leaves);
        }
      }
    } catch (YamlEngineException _) {
      return new LinkedHashMap<>();
    }
    return leaves;
  }

  /** Whether {@code path} is a part of {@code below}. */
  static boolean isAbove(String path, String below) {
    return below.length() > path.length()
        && below.startsWith(path)
        && (path.endsWith(":") || below.charAt(path.length()) == '.');
  }

  private static void collect(String path, Map<?, ?> map, Map<String, Object> leaves) {
    map.forEach(
        (key, value) -> {
          String below = path + (path.endsWith(":") ? " " : ".") + key;
          switch (value) {
            case Map<?, ?> child -> collect(below, child, leaves);
            case Iterable<?> _ -> {} // joined by the merge
            case null -> {} // sets nothing
            default -> leaves.put("$patch".equals(key) ? path : below, value);
          }
        });
  }

  private static String identity(Map<?, ?> document) {
    Object kind = document.get("kind");
    Object name = document.get("name");
    if (kind == null) {
      return MAIN;
    }
    return name == null ? text(kind) : text(kind) + "/" + text(name);
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }
}
