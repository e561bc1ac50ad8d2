package dev.ijen.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The lists whose elements a patch finds by a key instead of appending. */
final class ListKeys {
  static final Map<String, List<String>> KEYS =
      Map.of(
          "machine.network.interfaces", List.of("interface", "deviceSelector"),
          "machine.network.interfaces[].vlans", List.of("vlanId"),
          "cluster.apiServer.admissionControl", List.of("name"),
          "configFiles", List.of("mountPath"));

  private ListKeys() {}

  /** The index of the element that the patch element means, or -1. */
  static int indexOf(String path, List<Object> elements, Object patch) {
    for (String key : KEYS.getOrDefault(path, List.of())) {
      Object wanted = Values.map(patch).get(key);
      for (int i = 0; wanted != null && i < elements.size(); i++) {
        if (Objects.equals(Values.map(elements.get(i)).get(key), wanted)) {
          return i;
        }
      }
    }
    return -1;
  }
}
