package dev.ijen.image.boot;

import dev.ijen.image.Command;
import dev.ijen.image.boot.Gpt.Partition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A disk whose only partition has the images of a node: erofs, labelled {@code IMAGECACHE}. */
public final class ImageCacheDisk {
  private static final String LABEL = "IMAGECACHE";
  private static final long MIB = 1L << 20;

  private ImageCacheDisk() {}

  /**
   * Writes the disk; it appears when it is complete. Equal layouts give equal bytes.
   *
   * @param identity what the identifiers on the disk are derived from
   */
  public static void write(Path layout, Path disk, String identity)
      throws IOException, InterruptedException {
    Path system = disk.resolveSibling(disk.getFileName() + ".erofs");
    Path partial = disk.resolveSibling(disk.getFileName() + ".partial");
    Files.deleteIfExists(system);
    Files.deleteIfExists(partial);
    Command.run(
        "mkfs.erofs",
        "--quiet",
        "--all-root",
        "-T" + Epoch.SECONDS,
        "-U" + Disk.id(identity, "image cache"),
        system,
        layout);
    long bytes = Math.ceilDiv(Files.size(system), MIB) * MIB;
    var partition = new Partition(LABEL, Disk.LINUX_TYPE, Disk.id(identity, LABEL), MIB, bytes);
    try (var channel =
        FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      new Gpt(Disk.id(identity, "disk"), bytes + 2 * MIB, List.of(partition)).write(channel);
      Disk.copySparse(system, channel, partition.start());
    }
    Files.delete(system);
    Files.move(partial, disk, StandardCopyOption.ATOMIC_MOVE);
  }
}
