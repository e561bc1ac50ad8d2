package dev.ijen.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of Kubernetes' JSONPath that print columns use: {@code {.a.b}}, {@code {@}}, {@code
 * [*]}, {@code [:]}, {@code [0]} and {@code [?(@.a=="b")]}. What is missing prints as nothing.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath support</a>
 */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<name>[^.\\[\\]{}]+)"
              + "|\\[(?<all>\\*|:)]"
              + "|\\[(?<index>\\d+)]"
              + "|\\[\\?\\(@\\.(?<key>[^=\\s]+)\\s*==\\s*[\"'](?<value>[^\"']*)[\"']\\)]");

  private final String path;

  /**
   * @param path in braces, as the resource definitions carry it
   */
  JsonPath(String path) {
    String bare = path.startsWith("{") ? path.substring(1, path.length() - 1) : path;
    this.path = bare.startsWith("@") ? bare.substring(1) : bare;
  }

  /** What the path finds, as one cell; several finds are parted by a blank. */
  String print(@Nullable Object root) {
    return find(root).stream().map(JsonPath::text).collect(Collectors.joining(" "));
  }

  private List<Object> find(@Nullable Object root) {
    List<Object> found = root == null ? List.of() : List.of(root);
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (step.find() && step.start() == end) {
      found = advance(found, step);
      end = step.end();
    }
    return end == path.length() ? found : List.of();
  }

  private static List<Object> advance(List<Object> from, Matcher step) {
    var found = new ArrayList<Object>();
    for (Object value : from) {
      if (step.group("name") != null) {
        addIfPresent(found, child(value, step.group("name")));
      } else if (value instanceof List<?> list) {
        select(list, step, found);
      }
    }
    return found;
  }

  private static void select(List<?> list, Matcher step, List<Object> found) {
    if (step.group("index") != null) {
      int index = Integer.parseInt(step.group("index"));
      addIfPresent(found, index < list.size() ? list.get(index) : null);
      return;
    }
    for (Object item : list) {
      if (step.group("all") != null || matches(item, step.group("key"), step.group("value"))) {
        addIfPresent(found, item);
      }
    }
  }

  private static boolean matches(@Nullable Object item, String key, String value) {
    Object field = item == null ? null : child(item, key);
    return field != null && text(field).equals(value);
  }

  private static @Nullable Object child(Object value, String name) {
    return value instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static void addIfPresent(List<Object> found, @Nullable Object value) {
    if (value != null) {
      found.add(value);
    }
  }

  private static String text(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? Json.compact(value)
        : value.toString();
  }

  /** A map with its keys in order, which is how Go prints maps. */
  static Map<String, Object> sorted(Map<?, ?> map) {
    var sorted = new TreeMap<String, Object>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    return sorted;
  }
}
