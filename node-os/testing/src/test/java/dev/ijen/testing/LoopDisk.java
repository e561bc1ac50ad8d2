package dev.ijen.testing;

import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.Linux;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Needs a free loop device. */
class LoopDisk extends DiskContract {
  private final Linux linux = Linux.running();

  @TempDir private Path images;

  private Path disk = Path.of("");

  @BeforeEach
  void insert() throws Exception {
    Path image = images.resolve("disk.img");
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(64 << 20);
    }
    disk = Path.of(Programs.run("losetup", "--find", "--show", image.toString()).strip());
  }

  /** Partitions of a loop device outlive it unless they are taken away. */
  @AfterEach
  void remove() throws Exception {
    if (devices().find(String.valueOf(disk.getFileName()), 1).isPresent()) {
      Programs.run("partx", "--delete", disk.toString());
    }
    Programs.run("losetup", "--detach", disk.toString());
  }

  @Override
  BlockDevices devices() {
    return linux.blockDevices();
  }

  @Override
  Filesystems filesystems() {
    return linux.filesystems();
  }

  @Override
  Path disk() {
    return disk;
  }
}
