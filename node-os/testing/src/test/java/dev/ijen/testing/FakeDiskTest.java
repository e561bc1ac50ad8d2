package dev.ijen.testing;

import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.Filesystems;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FakeDiskTest extends DiskContract {
  @TempDir private Path nodes;

  private FakeDisk disk;

  @BeforeEach
  void insert() throws IOException {
    disk = new FakeDisk(nodes);
  }

  @Override
  BlockDevices devices() {
    return disk;
  }

  @Override
  Filesystems filesystems() {
    return disk;
  }

  @Override
  Path disk() {
    return disk.disk();
  }
}
