package dev.ijen.machined.registry;

import dev.ijen.config.Document;
import dev.ijen.config.MachineConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells containerd where to ask for images of which registry.
 *
 * @see <a href="https://github.com/containerd/containerd/blob/main/docs/hosts.md">hosts.toml</a>
 */
public final class RegistryHosts {
  private static final String ANY = "*";
  private static final String ANY_FOLDER = "_default";

  private RegistryHosts() {}

  /**
   * The files that the config asks for: folder names with their {@code hosts.toml}.
   *
   * @param first mirrors that are asked before those of the config, as URLs
   */
  public static Map<String, String> files(MachineConfig config, List<String> first) {
    var names = new TreeSet<String>();
    config.documents("RegistryMirrorConfig").stream().map(Document::name).forEach(names::add);
    names.addAll(config.map("machine.registries.mirrors").keySet());
    if (!first.isEmpty()) {
      names.add(ANY);
    }
    var registries = new Registries(Optional.of(config));
    var files = new TreeMap<String, String>();
    for (String name : names) {
      files.put(name.equals(ANY) ? ANY_FOLDER : name, toml(registries, name, first));
    }
    return files;
  }

  private static String toml(Registries registries, String name, List<String> first) {
    var text = new StringBuilder();
    if (registries.skipsFallback(name)) {
      // An upstream without capabilities is asked for nothing.
      text.append("server = \"http://127.0.0.1:1\"\n");
    } else if (!name.equals(ANY)) {
      text.append("server = \"https://").append(Registries.server(name)).append("\"\n");
    }
    first.forEach(url -> host(text, url, false));
    registries.mirrors(name).forEach(mirror -> host(text, mirror.url(), mirror.overridePath()));
    return text.toString();
  }

  private static void host(StringBuilder text, String url, boolean overridePath) {
    text.append("[host.\"").append(url).append("\"]\n  capabilities = [\"pull\", \"resolve\"]\n");
    if (overridePath) {
      text.append("  override_path = true\n");
    }
  }
}
