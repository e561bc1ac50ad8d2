package dev.ijen.image.root;

import dev.ijen.image.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * The kernel's modules: which to load, in which order, by {@code modules.dep}.
 *
 * @param folder {@code lib/modules/<release>} of the tree
 * @param dependencies by module name: the path relative to the folder, then what it needs
 * @param builtIn names of modules that this kernel has inside
 */
record KernelModules(
    Path folder, Map<String, List<String>> dependencies, SequencedSet<String> builtIn) {
  /**
   * Enough to find the root: a disk, dm-verity, the root's file system; before that, what helps
   * when something goes wrong on the way: a watchdog, a place for the kernel's last words.
   */
  static final List<String> FOR_ROOT =
      List.of(
          "i6300esb",
          "efi-pstore",
          "efivarfs",
          "virtio_blk",
          "nvme",
          "crc32c-intel",
          "libcrc32c",
          "dm-verity",
          "erofs");

  /** What the node needs at once; everything else is loaded by name when it is used. */
  static final List<String> AT_START =
      List.of(
          "virtio_net",
          "virtio-rng",
          "vfat",
          "nls_cp437",
          "nls_ascii",
          "nls_iso8859-1",
          "nls_utf8",
          "overlay",
          "ext4");

  /** Runs depmod over the tree and reads its result. */
  static KernelModules index(Path root) throws IOException, InterruptedException {
    Path folder = folder(root);
    Command.run("depmod", "-b", root, folder.getFileName());
    var dependencies = new HashMap<String, List<String>>();
    for (String line : Files.readAllLines(folder.resolve("modules.dep"))) {
      int colon = line.indexOf(':');
      var paths = new ArrayList<String>();
      paths.add(line.substring(0, colon));
      Stream.of(line.substring(colon + 1).split(" ", -1))
          .filter(path -> !path.isEmpty())
          .forEach(paths::add);
      dependencies.put(name(paths.getFirst()), List.copyOf(paths));
    }
    var builtIn = new LinkedHashSet<String>();
    Files.readAllLines(folder.resolve("modules.builtin")).forEach(path -> builtIn.add(name(path)));
    return new KernelModules(folder, dependencies, builtIn);
  }

  private static Path folder(Path root) throws IOException {
    try (Stream<Path> releases = Files.list(root.resolve("usr/lib/modules"))) {
      return releases.findFirst().orElseThrow(() -> new IOException("the kernel has no modules"));
    }
  }

  String release() {
    return folder.getFileName().toString();
  }

  /**
   * The files to load for the modules, each after what it needs.
   *
   * @throws IOException naming a module that this kernel does not have
   */
  List<Path> order(List<String> modules) throws IOException {
    var order = new LinkedHashSet<Path>();
    for (String module : modules) {
      String name = module.replace('-', '_');
      List<String> paths = dependencies.get(name);
      if (paths != null) {
        paths.reversed().forEach(path -> order.add(folder.resolve(path)));
      } else if (!builtIn.contains(name)) {
        throw new IOException("kernel " + release() + " has no module " + module);
      }
    }
    return List.copyOf(order);
  }

  private static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.substring(0, file.indexOf(".ko")).replace('-', '_');
  }
}
