package dev.ijen.ctl;

import com.google.protobuf.Timestamp;
import dev.ijen.api.cosi.Metadata;
import dev.ijen.api.cosi.Resource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource as a tree and as YAML text: metadata in the peer's order, the spec as it came. */
final class ResourceView {
  private static final String INDENT = "    ";

  private ResourceView() {}

  /** The spec as maps and lists; null when it is empty. */
  static @Nullable Object spec(Resource resource) throws UsageException {
    return Yaml.read(resource.getSpec().getYamlSpec());
  }

  /** Metadata and spec as maps and lists. */
  static Map<String, Object> tree(Resource resource) throws UsageException {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("metadata", metadata(resource.getMetadata()));
    Object spec = spec(resource);
    tree.put("spec", spec == null ? Map.of() : spec);
    return tree;
  }

  /**
   * The YAML document of a resource. The spec's text is the node's own, moved to the right, so that
   * comments and literal blocks stay.
   *
   * @param head what comes before the metadata: the node, and the event of a watch
   */
  static String yaml(Map<String, Object> head, Resource resource) throws UsageException {
    var above = new LinkedHashMap<String, Object>(head);
    above.put("metadata", metadata(resource.getMetadata()));
    return Yaml.write(above) + specYaml(resource.getSpec().getYamlSpec());
  }

  private static String specYaml(String text) throws UsageException {
    String body = text.stripTrailing();
    if (body.isEmpty()) {
      return "spec: {}\n";
    }
    Object spec = Yaml.read(body);
    boolean flow = body.startsWith("{") || body.startsWith("[");
    boolean block = !flow && (spec instanceof Map<?, ?> || spec instanceof List<?>);
    String moved = body.replace("\n", "\n" + INDENT);
    return (block ? "spec:\n" + INDENT : "spec: ") + moved + "\n";
  }

  private static Map<String, Object> metadata(Metadata metadata) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("namespace", metadata.getNamespace());
    tree.put("type", metadata.getType());
    tree.put("id", metadata.getId());
    tree.put("version", version(metadata.getVersion()));
    tree.put("owner", metadata.getOwner());
    tree.put("phase", metadata.getPhase());
    tree.put("created", time(metadata.getCreated()));
    tree.put("updated", time(metadata.getUpdated()));
    if (metadata.getFinalizersCount() > 0) {
      tree.put("finalizers", metadata.getFinalizersList().stream().toList());
    }
    if (metadata.getLabelsCount() > 0) {
      tree.put("labels", JsonPath.sorted(metadata.getLabelsMap()));
    }
    if (metadata.getAnnotationsCount() > 0) {
      tree.put("annotations", JsonPath.sorted(metadata.getAnnotationsMap()));
    }
    return tree;
  }

  /** A number where it is one; {@code undefined} stays a word. */
  private static Object version(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static String time(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
  }
}
