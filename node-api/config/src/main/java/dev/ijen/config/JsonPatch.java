package dev.ijen.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** JSON Patch (RFC 6902) with JSON Pointers (RFC 6901) on a decoded document. */
final class JsonPatch {
  private JsonPatch() {}

  static Map<String, Object> apply(Map<String, Object> content, String operations)
      throws ConfigException {
    @Nullable Object at = Values.deepCopy(content);
    for (Object operation : parse(operations)) {
      at = step(at, Values.map(operation));
    }
    return Values.map(at);
  }

  private static List<Object> parse(String operations) throws ConfigException {
    try {
      Object loaded = new Load(LoadSettings.builder().build()).loadFromString(operations);
      if (loaded instanceof List<?>) {
        return Values.list(loaded);
      }
    } catch (MarkedYamlEngineException e) { // its message would quote the text
      throw new ConfigException("JSON patch is neither JSON nor YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ConfigException("JSON patch is neither JSON nor YAML: " + e.getMessage());
    }
    throw new ConfigException("a JSON patch is a list of operations");
  }

  private static @Nullable Object step(@Nullable Object root, Map<String, Object> operation)
      throws ConfigException {
    String op = Values.text(operation.get("op"));
    List<String> path = pointer(operation, "path");
    return switch (op) {
      case "add" -> put(root, path, value(operation), op);
      case "replace" -> put(remove(root, path, op), path, value(operation), op);
      case "remove" -> remove(root, path, op);
      case "test" -> test(root, path, value(operation));
      case "copy" -> put(root, path, copied(root, operation), op);
      case "move" -> {
        @Nullable Object moved = copied(root, operation);
        yield put(remove(root, pointer(operation, "from"), op), path, moved, op);
      }
      default -> throw new ConfigException("JSON patch: unknown operation \"" + op + "\"");
    };
  }

  private static @Nullable Object copied(@Nullable Object root, Map<String, Object> operation)
      throws ConfigException {
    return Values.deepCopy(find(root, pointer(operation, "from"), "copy"));
  }

  private static @Nullable Object test(
      @Nullable Object root, List<String> path, @Nullable Object value) throws ConfigException {
    if (!Objects.equals(find(root, path, "test"), value)) {
      throw new ConfigException("JSON patch: test of " + shown(path) + " found another value");
    }
    return root;
  }

  private static @Nullable Object value(Map<String, Object> operation) throws ConfigException {
    if (!operation.containsKey("value")) {
      throw new ConfigException("JSON patch: operation without value");
    }
    return Values.deepCopy(operation.get("value"));
  }

  private static List<String> pointer(Map<String, Object> operation, String key)
      throws ConfigException {
    String text = Values.text(operation.get(key));
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.startsWith("/")) {
      throw new ConfigException("JSON patch: " + key + " \"" + text + "\" does not begin with /");
    }
    return List.of(text.substring(1).split("/", -1)).stream()
        .map(part -> part.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static @Nullable Object find(@Nullable Object root, List<String> path, String op)
      throws ConfigException {
    @Nullable Object at = root;
    for (String part : path) {
      if (at instanceof Map<?, ?> map && map.containsKey(part)) {
        at = map.get(part);
      } else if (at instanceof List<?> list) {
        at = list.get(index(part, list.size() - 1, op, path));
      } else {
        throw missing(op, path);
      }
    }
    return at;
  }

  private static @Nullable Object put(
      @Nullable Object root, List<String> path, @Nullable Object value, String op)
      throws ConfigException {
    if (path.isEmpty()) {
      return value;
    }
    @Nullable Object parent = find(root, path.subList(0, path.size() - 1), op);
    String last = path.getLast();
    if (parent instanceof Map) {
      return replaced(root, path, with(Values.map(parent), last, value), op);
    }
    if (parent instanceof List) {
      var list = new ArrayList<@Nullable Object>(Values.list(parent));
      list.add(last.equals("-") ? list.size() : index(last, list.size(), op, path), value);
      return replaced(root, path, list, op);
    }
    throw missing(op, path);
  }

  private static @Nullable Object remove(@Nullable Object root, List<String> path, String op)
      throws ConfigException {
    find(root, path, op);
    if (path.isEmpty()) {
      return Map.of();
    }
    @Nullable Object parent = find(root, path.subList(0, path.size() - 1), op);
    if (parent instanceof List) {
      var list = new ArrayList<@Nullable Object>(Values.list(parent));
      list.remove(index(path.getLast(), list.size() - 1, op, path));
      return replaced(root, path, list, op);
    }
    var map = new LinkedHashMap<>(Values.map(parent));
    map.remove(path.getLast());
    return replaced(root, path, map, op);
  }

  /** The root with another value in place of the last-but-one step of the path. */
  private static @Nullable Object replaced(
      @Nullable Object root, List<String> path, Object parent, String op) throws ConfigException {
    return replace(root, path.subList(0, path.size() - 1), parent, op, path);
  }

  private static Object replace(
      @Nullable Object at, List<String> steps, Object value, String op, List<String> path)
      throws ConfigException {
    if (steps.isEmpty()) {
      return value;
    }
    String first = steps.getFirst();
    List<String> rest = steps.subList(1, steps.size());
    if (at instanceof List) {
      var list = new ArrayList<@Nullable Object>(Values.list(at));
      int index = index(first, list.size() - 1, op, path);
      list.set(index, replace(list.get(index), rest, value, op, path));
      return list;
    }
    Map<String, Object> map = Values.map(at);
    return with(map, first, replace(map.get(first), rest, value, op, path));
  }

  private static Map<String, @Nullable Object> with(
      Map<String, Object> map, String key, @Nullable Object value) {
    var copy = new LinkedHashMap<String, @Nullable Object>(map);
    copy.put(key, value);
    return copy;
  }

  private static int index(String text, int most, String op, List<String> path)
      throws ConfigException {
    if (!text.matches("0|[1-9]\\d{0,8}") || Integer.parseInt(text) > most) {
      throw missing(op, path);
    }
    return Integer.parseInt(text);
  }

  private static ConfigException missing(String op, List<String> path) {
    return new ConfigException("JSON patch: " + op + " finds no " + shown(path));
  }

  private static String shown(List<String> path) {
    return "/" + String.join("/", path);
  }
}
