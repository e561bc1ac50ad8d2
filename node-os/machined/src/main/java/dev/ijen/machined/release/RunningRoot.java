package dev.ijen.machined.release;

import dev.ijen.linux.BlockDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The block device below the root file system, as the kernel has it: what the node runs from,
 * whatever labels and arguments say.
 *
 * @param proc {@code /proc}
 * @param sys {@code /sys}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">
 *     proc_pid_mountinfo(5)</a>
 */
record RunningRoot(Path proc, Path sys) {
  private static final int NUMBER = 2;
  private static final int MOUNT_POINT = 4;

  /**
   * Refuses a partition that the root lies on.
   *
   * @throws IOException when it does, or when nobody can tell
   */
  void requireOther(BlockDevice partition) throws IOException {
    Set<String> below = devices();
    if (below.isEmpty() || below.contains(partition.name())) {
      throw new IOException(
          "write to %s: the root file system lies on %s".formatted(partition.name(), below));
    }
  }

  /** Names of the devices that the root's device is made of, such as {@code vda2}. */
  private Set<String> devices() throws IOException {
    Path slaves = sys.resolve("dev/block").resolve(number()).resolve("slaves");
    if (!Files.isDirectory(slaves)) {
      return Set.of();
    }
    try (Stream<Path> entries = Files.list(slaves)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  private String number() throws IOException {
    return Files.readAllLines(proc.resolve("self/mountinfo")).stream()
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length > MOUNT_POINT && fields[MOUNT_POINT].equals("/"))
        .map(fields -> fields[NUMBER])
        .reduce((_, last) -> last)
        .orElseThrow(() -> new IOException("mountinfo has no root"));
  }
}
