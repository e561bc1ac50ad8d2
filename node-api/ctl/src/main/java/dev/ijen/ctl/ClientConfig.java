package dev.ijen.ctl;

import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.config.talosconfig.Talosconfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The client config and the file it is in.
 *
 * @param file where it was read from and will be written to
 * @param content what it holds
 */
record ClientConfig(Path file, Talosconfig content) {
  /** Reads the file, which must be there. */
  static ClientConfig load(Path file) throws UsageException, IOException {
    try {
      return new ClientConfig(file, Talosconfig.parse(Files.read(file)));
    } catch (NoSuchFileException _) {
      throw new UsageException(
          "no client config at %s: name one with --talosconfig or TALOSCONFIG".formatted(file));
    } catch (IllegalArgumentException e) {
      throw new UsageException(file + ": " + e.getMessage(), e);
    }
  }

  /** Reads the file; a missing one is empty. */
  static ClientConfig loadOrEmpty(Path file) throws UsageException, IOException {
    return java.nio.file.Files.exists(file)
        ? load(file)
        : new ClientConfig(file, Talosconfig.empty());
  }

  /** Name of the context that was asked for: this one, or the current one for none. */
  String name(String asked) {
    return asked.isEmpty() ? content.context() : asked;
  }

  /**
   * The context of that name, or the current one for none.
   *
   * @throws UsageException when there is none, naming those that exist
   */
  TalosContext context(String asked) throws UsageException {
    String name = name(asked);
    TalosContext context = content.contexts().get(name);
    if (context == null) {
      throw new UsageException(
          name.isEmpty()
              ? file + " has no current context: ijenctl config context NAME"
              : "%s has no context %s, only %s"
                  .formatted(file, name, content.contexts().sequencedKeySet()));
    }
    return context;
  }

  /** Writes other content to the same file. */
  void save(Talosconfig changed) throws IOException {
    changed.save(file);
  }
}
