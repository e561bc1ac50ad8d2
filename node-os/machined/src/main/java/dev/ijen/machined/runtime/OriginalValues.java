package dev.ijen.machined.runtime;

import dev.ijen.linux.Filesystems;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values that kernel parameters had before machined set them. They are kept in a file that
 * survives machined and no reboot, as the parameters do.
 */
final class OriginalValues {
  private static final int MODE = 0600;

  private final Path file;
  private final Filesystems filesystems;
  private final Map<String, String> values = new TreeMap<>();
  private boolean loaded;

  OriginalValues(Path file, Filesystems filesystems) {
    this.file = file;
    this.filesystems = filesystems;
  }

  /** The original value of a parameter that was set. */
  Optional<String> find(String id) {
    return Optional.ofNullable(values.get(id));
  }

  /** All parameters that were set. */
  Set<String> ids() {
    return Set.copyOf(values.keySet());
  }

  /** Reads what a machined before this one has kept. */
  void load() throws IOException {
    if (loaded) {
      return;
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      var kept = new Properties();
      kept.load(reader);
      kept.stringPropertyNames().forEach(id -> values.put(id, kept.getProperty(id)));
    } catch (NoSuchFileException e) {
      values.clear(); // the first machined since the kernel started
    }
    loaded = true;
  }

  /** Keeps values; those that are kept already stay as they are. */
  void keep(Map<String, String> present) throws IOException {
    boolean changed = false;
    for (var entry : present.entrySet()) {
      changed |= values.putIfAbsent(entry.getKey(), entry.getValue()) == null;
    }
    if (changed) {
      store();
    }
  }

  /** Forgets the value of a parameter that has it again. */
  void forget(String id) throws IOException {
    if (values.remove(id) != null) {
      store();
    }
  }

  private void store() throws IOException {
    var kept = new Properties();
    kept.putAll(values);
    var text = new StringWriter();
    kept.store(text, null);
    Files.createDirectories(file.resolveSibling(""));
    filesystems.replace(file, text.toString().getBytes(StandardCharsets.UTF_8), MODE);
  }
}
