package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All programs that an instance has started and not forgotten. */
final class Components {
  private static final String SUFFIX = ".pid";

  private Components() {}

  /** In the order of their names. */
  static List<Background> of(Instance instance) throws IOException {
    Path folder = instance.folder().resolve("run");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .map(name -> new Background(instance.folder(), name))
          .toList();
    }
  }
}
