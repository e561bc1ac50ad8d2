package dev.ijen.machined.release;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.BlockDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningRootTest {
  @TempDir private Path folder;
  private RunningRoot running;

  @BeforeEach
  void bootFromTheSecondPartition() throws IOException {
    Files.createDirectories(folder.resolve("proc/self"));
    Files.writeString(
        folder.resolve("proc/self/mountinfo"),
        """
        1 0 0:2 / / rw - rootfs none rw
        21 1 253:0 / / ro,relatime shared:1 - erofs /dev/dm-0 ro
        22 21 0:5 / /dev rw shared:2 - devtmpfs devtmpfs rw
        """);
    Files.createDirectories(folder.resolve("sys/dev/block/253:0/slaves/vda2"));
    running = new RunningRoot(folder.resolve("proc"), folder.resolve("sys"));
  }

  @Test
  void anotherPartitionMayBeWritten() {
    assertThatCode(() -> running.requireOther(partition("vda3"))).doesNotThrowAnyException();
  }

  @Test
  void theRunningOneMayNotWhateverItsLabel() {
    assertThatThrownBy(() -> running.requireOther(partition("vda2")))
        .hasMessage("write to vda2: the root file system lies on [vda2]");
  }

  @Test
  void nothingMayBeWrittenWhenNobodyKnows() throws IOException {
    Files.delete(folder.resolve("sys/dev/block/253:0/slaves/vda2"));
    assertThatThrownBy(() -> running.requireOther(partition("vda3")))
        .hasMessageContaining("lies on []");
  }

  private static BlockDevice partition(String name) {
    return new BlockDevice(
        name, Path.of("/dev", name), Optional.of("vda"), Optional.of("BOOT-B"), 3, 1 << 30);
  }
}
