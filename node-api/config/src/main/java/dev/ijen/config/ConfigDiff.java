package dev.ijen.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How two configs differ.
 *
 * @param text a unified diff of the redacted canonical forms; empty when nothing differs. A secret
 *     that changed shows in {@code paths} alone.
 * @param paths the fields that were added, removed or changed, as {@code v1alpha1:machine.type} or
 *     {@code LinkConfig/eth0:mtu}; a document as a whole as {@code LinkConfig/eth0}
 */
public record ConfigDiff(String text, List<String> paths) {
  public ConfigDiff {
    paths = List.copyOf(paths);
  }

  /** Compares what the configs mean: comments and the order of keys do not count. */
  public static ConfigDiff between(MachineConfig before, MachineConfig after) {
    var paths = new ArrayList<String>();
    SequencedMap<String, Document> old = byIdentity(before);
    SequencedMap<String, Document> now = byIdentity(after);
    for (String identity : union(old.keySet(), now.keySet())) {
      @Nullable Document left = old.get(identity);
      @Nullable Document right = now.get(identity);
      if (left == null || right == null) {
        paths.add(identity);
      } else {
        compare(left.content(), right.content(), identity + ":", paths);
      }
    }
    String text = UnifiedDiff.of(before.redacted().canonical(), after.redacted().canonical());
    return new ConfigDiff(text, paths);
  }

  /** Whether the configs mean the same. */
  public boolean isEmpty() {
    return paths.isEmpty() && text.isEmpty();
  }

  private static void compare(
      @Nullable Object left, @Nullable Object right, String path, List<String> paths) {
    if (left instanceof Map && right instanceof Map) {
      Map<String, Object> before = Values.map(left);
      Map<String, Object> after = Values.map(right);
      for (String key : union(before.keySet(), after.keySet())) {
        String below = path.endsWith(":") ? path + key : path + "." + key;
        compare(before.get(key), after.get(key), below, paths);
      }
    } else if (!Objects.equals(left, right)) {
      paths.add(path);
    }
  }

  private static SequencedMap<String, Document> byIdentity(MachineConfig config) {
    SequencedMap<String, Document> documents = new LinkedHashMap<>();
    config.documents().forEach(document -> documents.put(document.identity(), document));
    return documents;
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    var all = new LinkedHashSet<>(left);
    all.addAll(right);
    return all;
  }
}
