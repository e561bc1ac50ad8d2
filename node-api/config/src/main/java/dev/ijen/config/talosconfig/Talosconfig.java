package dev.ijen.config.talosconfig;

import dev.ijen.config.yaml.YamlText;
import dev.ijen.pki.Pem;
import dev.ijen.pki.PemKeyPair;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A talosconfig: named contexts and which one is current.
 *
 * @param context name of the current context; empty for none
 * @param contexts all contexts by name
 */
public record Talosconfig(String context, SequencedMap<String, TalosContext> contexts) {
  public Talosconfig {
    contexts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(contexts));
  }

  /** A talosconfig with one context, which is current. */
  public static Talosconfig of(
      String context, List<String> endpoints, String authorityPem, PemKeyPair client) {
    var only =
        new TalosContext(
            endpoints,
            List.of(),
            Pem.toBase64(authorityPem),
            client.certificateBase64(),
            client.keyBase64(),
            Map.of());
    SequencedMap<String, TalosContext> contexts = new LinkedHashMap<>();
    contexts.put(context, only);
    return new Talosconfig(context, contexts);
  }

  /** A talosconfig without contexts. */
  public static Talosconfig empty() {
    return new Talosconfig("", new LinkedHashMap<>());
  }

  /**
   * Reads the YAML form.
   *
   * @throws IllegalArgumentException when the text is not YAML of that form
   */
  public static Talosconfig parse(String yaml) {
    SequencedMap<String, Object> root = YamlText.readMap(yaml);
    SequencedMap<String, TalosContext> contexts = new LinkedHashMap<>();
    if (root.get("contexts") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> contexts.put(String.valueOf(name), context(name, value)));
    }
    Object current = root.getOrDefault("context", "");
    return new Talosconfig(current == null ? "" : current.toString(), contexts);
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it holds no talosconfig
   */
  public static Talosconfig load(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * Writes the file, readable for its owner alone, as a whole or not at all.
   *
   * @throws IOException when the folder or the file cannot be written
   */
  public void save(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new FileAlreadyExistsException(file.toString(), null, "is a folder");
    }
    Files.createDirectories(folder);
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    Path fresh =
        Files.createTempFile(
            folder, ".talosconfig", null, PosixFilePermissions.asFileAttribute(ownerOnly));
    Files.writeString(fresh, toYaml());
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The YAML form. Holds the private keys. */
  public String toYaml() {
    SequencedMap<String, Object> written = new LinkedHashMap<>();
    contexts.forEach((name, value) -> written.put(name, value.write()));
    SequencedMap<String, Object> root = new LinkedHashMap<>();
    root.put("context", context);
    root.put("contexts", written);
    return YamlText.write(root);
  }

  /** The current context. */
  public Optional<TalosContext> current() {
    return Optional.ofNullable(contexts.get(context));
  }

  /** The same with another context as current one; whether it exists is not checked. */
  public Talosconfig withContext(String name) {
    return new Talosconfig(name, contexts);
  }

  /** The same with a context added or replaced. */
  public Talosconfig with(String name, TalosContext value) {
    var changed = new LinkedHashMap<>(contexts);
    changed.put(name, value);
    return new Talosconfig(context, changed);
  }

  /** The same without a context. */
  public Talosconfig without(String name) {
    var changed = new LinkedHashMap<>(contexts);
    changed.remove(name);
    return new Talosconfig(context.equals(name) ? "" : context, changed);
  }

  /** Adds all contexts of another; a name that is taken gets a number. Its current one wins. */
  public Talosconfig merge(Talosconfig other) {
    var merged = new LinkedHashMap<>(contexts);
    String current = context;
    for (var entry : other.contexts().entrySet()) {
      String name = entry.getKey();
      for (int i = 1; merged.containsKey(name); i++) {
        name = entry.getKey() + "-" + i;
      }
      merged.put(name, entry.getValue());
      current = entry.getKey().equals(other.context()) ? name : current;
    }
    return new Talosconfig(current, merged);
  }

  private static TalosContext context(Object name, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("talosconfig: context " + name + " is not a mapping");
    }
    var entries = new LinkedHashMap<String, Object>();
    map.forEach((key, item) -> entries.put(String.valueOf(key), item));
    return TalosContext.read(entries);
  }
}
