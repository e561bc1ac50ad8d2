package dev.ijen.lab.node;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control groups of one container node: one folder in each hierarchy of version 1, or one in
 * the single hierarchy of version 2; cgroups(7).
 */
final class Cgroups {
  private static final List<String> CONTROLLERS = List.of("cpu", "cpuset", "io", "memory", "pids");

  private final Path mount;
  private final String name;

  /**
   * Describes them.
   *
   * @param mount {@code /sys/fs/cgroup}
   */
  Cgroups(Path mount, String name) {
    this.mount = mount;
    this.name = name;
  }

  /** Makes the folders and gives them. */
  List<Path> create() throws IOException {
    var made = new ArrayList<Path>();
    for (Path hierarchy : hierarchies()) {
      Path folder = hierarchy.resolve(name);
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder);
      }
      // Version 1 refuses processes in a cpuset without processors and memory nodes.
      copy(hierarchy, folder, "cpuset.cpus");
      copy(hierarchy, folder, "cpuset.mems");
      made.add(folder);
    }
    return List.copyOf(made);
  }

  /** Removes the folders with all below them; their processes must have ended. */
  void delete() throws IOException {
    for (Path hierarchy : hierarchies()) {
      Path folder = hierarchy.resolve(name);
      if (Files.isDirectory(folder)) {
        deleteTree(folder);
      }
    }
  }

  private List<Path> hierarchies() throws IOException {
    if (isUnified()) {
      enableControllers();
      return List.of(mount);
    }
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(mount)) {
      for (Path entry : entries) {
        // cpu,cpuacct is one hierarchy with two links to it.
        if (!Files.isSymbolicLink(entry) && Files.exists(entry.resolve("cgroup.procs"))) {
          found.add(entry);
        }
      }
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private boolean isUnified() {
    return Files.exists(mount.resolve("cgroup.controllers"));
  }

  private void enableControllers() throws IOException {
    List<String> offered =
        List.of(Files.readString(mount.resolve("cgroup.controllers")).strip().split(" ", -1));
    for (String controller : CONTROLLERS) {
      if (offered.contains(controller)) {
        Files.writeString(mount.resolve("cgroup.subtree_control"), "+" + controller);
      }
    }
  }

  private void copy(Path from, Path to, String file) throws IOException {
    if (!isUnified() && Files.exists(from.resolve(file))) {
      Files.writeString(to.resolve(file), Files.readString(from.resolve(file)));
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    List<Path> folders;
    try (Stream<Path> walk = Files.walk(folder)) {
      folders = walk.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : folders) {
      Files.delete(each); // rmdir: the files of a cgroup go with it
    }
  }
}
