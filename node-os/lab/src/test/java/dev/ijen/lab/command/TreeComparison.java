package dev.ijen.lab.command;

import dev.ijen.image.FileDifference;
import dev.ijen.image.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Says in which files two folders differ, so that a build's log alone is enough to find out why.
 */
final class TreeComparison {
  private TreeComparison() {}

  /** One line for each file or link that only one folder has or that differs; none if equal. */
  static List<String> differences(Path first, Path second) throws IOException {
    var paths = new TreeSet<>(FileTree.list(first));
    paths.addAll(FileTree.list(second));
    var differences = new ArrayList<String>();
    for (Path path : paths) {
      String difference = difference(first.resolve(path), second.resolve(path));
      if (!difference.isEmpty()) {
        differences.add(path + ": " + difference);
      }
    }
    return List.copyOf(differences);
  }

  private static String difference(Path first, Path second) throws IOException {
    if (!exists(first) || !exists(second)) {
      return "only in the " + (exists(first) ? "first" : "second");
    }
    if (Files.isSymbolicLink(first) || Files.isSymbolicLink(second)) {
      return link(first).equals(link(second)) ? "" : link(first) + ", then " + link(second);
    }
    if (!attributes(first).equals(attributes(second))) {
      return attributes(first) + ", then " + attributes(second);
    }
    return FileDifference.describe(first, second);
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String link(Path path) throws IOException {
    return Files.isSymbolicLink(path) ? "link to " + Files.readSymbolicLink(path) : "no link";
  }

  private static String attributes(Path file) throws IOException {
    return "%d bytes, %s, modified %s"
        .formatted(
            Files.size(file), Files.getPosixFilePermissions(file), Files.getLastModifiedTime(file));
  }
}
