package dev.ijen.config.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A mapping under construction: puts values at paths and leaves out what is empty. */
final class MapBuilder {
  private final SequencedMap<String, Object> root = new LinkedHashMap<>();

  /** A document of a kind. */
  static MapBuilder document(String kind) {
    return new MapBuilder().put("apiVersion", "v1alpha1").put("kind", kind);
  }

  /** Puts a value at a path of names; maps on the way are made. */
  MapBuilder put(String path, Object value) {
    boolean empty = value instanceof List<?> list && list.isEmpty();
    if (!empty) {
      int dot = path.lastIndexOf('.');
      parent(dot < 0 ? "" : path.substring(0, dot)).put(path.substring(dot + 1), value);
    }
    return this;
  }

  /** As {@link #put}, if there is a value. */
  MapBuilder putIfPresent(String path, Optional<?> value) {
    value.ifPresent(present -> put(path, present));
    return this;
  }

  Map<String, Object> content() {
    return root;
  }

  private Map<String, Object> parent(String path) {
    Map<String, Object> at = root;
    for (String step : path.isEmpty() ? List.<String>of() : List.of(path.split("\\.", -1))) {
      at = child(at, step);
    }
    return at;
  }

  @SuppressWarnings("unchecked") // only put() makes these maps
  private static Map<String, Object> child(Map<String, Object> at, String step) {
    return (Map<String, Object>) at.computeIfAbsent(step, _ -> new LinkedHashMap<String, Object>());
  }
}
