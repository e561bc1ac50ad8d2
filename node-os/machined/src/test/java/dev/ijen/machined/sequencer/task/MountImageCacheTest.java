package dev.ijen.machined.sequencer.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ijen.linux.MountEntry;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.testing.FakeDisk;
import dev.ijen.testing.FakeMounts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountImageCacheTest {
  @TempDir private Path folder;

  @Test
  void aDiskWithACacheIsMountedOnce() throws Exception {
    var disk = new FakeDisk(folder, "EFI", "BOOT-A", "IMAGECACHE");
    var task = new MountImageCache(target(), disk, disk.mounts());
    assertThat(task.run()).isEqualTo(Outcome.proceed());
    assertThat(task.run()).isEqualTo(Outcome.proceed());
    assertThat(disk.mounts().list())
        .extracting(MountEntry::source, MountEntry::type)
        .containsExactly(tuple(folder.resolve("vda3").toString(), "erofs"));
  }

  @Test
  void aMachineWithoutOneBoots() throws Exception {
    var disk = new FakeDisk(folder, "EFI", "BOOT-A");
    assertThat(new MountImageCache(target(), disk, disk.mounts()).run())
        .isEqualTo(Outcome.proceed());
    assertThat(disk.mounts().list()).isEmpty();
  }

  @Test
  void oneThatCannotBeMountedDoesNotStopTheBoot() throws Exception {
    var disk = new FakeDisk(folder, "EFI", "IMAGECACHE");
    Files.writeString(folder.resolve("file"), "");
    var task = new MountImageCache(folder.resolve("file/below"), disk, new FakeMounts());
    assertThat(task.run()).isEqualTo(Outcome.proceed());
  }

  private Path target() {
    return folder.resolve("cache");
  }
}
