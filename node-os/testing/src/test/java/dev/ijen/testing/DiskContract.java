package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.FilesystemType;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link BlockDevices} and {@link Filesystems} promise. */
abstract class DiskContract {
  private static final long STATE_BYTES = 16 << 20;

  @TempDir Path folder;

  abstract BlockDevices devices();

  abstract Filesystems filesystems();

  /** The node of a blank disk of at least 64 MiB. */
  abstract Path disk();

  @Test
  void aBlankDiskHasNoTable() throws Exception {
    assertThat(devices().sizeBytes(disk())).isGreaterThanOrEqualTo(64 << 20);
    assertThatThrownBy(() -> devices().readTable(disk()))
        .isInstanceOf(IOException.class)
        .hasMessage("read partition table of " + disk());
    assertThat(devices().probe(disk())).isEmpty();
  }

  @Test
  void theTableThatIsWrittenIsTheTableThatIsRead() throws Exception {
    GptTable table = table();

    devices().writeTable(disk(), table);

    assertThat(devices().readTable(disk())).isEqualTo(table);
    assertThat(state()).as("before it is announced").isEmpty();
  }

  @Test
  void anAnnouncedPartitionIsKnownByItsNumberAlone() throws Exception {
    GptPartition partition = announced();

    BlockDevice device = state().orElseThrow();
    assertThat(device.partitionNumber()).isEqualTo(1);
    assertThat(device.disk()).contains(String.valueOf(disk().getFileName()));
    assertThat(device.sizeBytes()).isEqualTo(STATE_BYTES);
    assertThat(devices().sizeBytes(device.device())).isEqualTo(STATE_BYTES);
    assertThat(device.partitionName()).isEmpty();
    assertThatThrownBy(() -> devices().announce(disk(), partition))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBUSY))
        .hasMessage("BLKPG_ADD_PARTITION STATE on " + disk() + ": EBUSY");
  }

  @Test
  void aFileSystemThatIsMadeIsFound() throws Exception {
    announced();
    Path device = state().orElseThrow().device();
    assertThat(devices().probe(device)).isEmpty();

    filesystems().makeExt4(device, "STATE");

    assertThat(devices().probe(device)).contains(FilesystemType.EXT4);
    assertThat(devices().probe(disk())).isEmpty();
  }

  @Test
  void aFileIsReplacedWithItsModeAndNothingStaysBesideIt() throws Exception {
    Path file = folder.resolve("config.yaml");

    filesystems().replace(file, new byte[] {1, 1}, 0644);
    filesystems().replace(file, new byte[] {2}, 0600);

    assertThat(Files.readAllBytes(file)).containsExactly(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files.filter(path -> path.toString().contains("config.yaml")))
          .containsExactly(file);
    }
  }

  private GptPartition announced() throws IOException {
    GptTable table = table();
    devices().writeTable(disk(), table);
    GptPartition partition = table.find("STATE").orElseThrow();
    devices().announce(disk(), partition);
    return partition;
  }

  private GptTable table() throws IOException {
    long sectors = devices().sizeBytes(disk()) / GptTable.SECTOR;
    return new GptTable(UUID.randomUUID(), sectors, List.of())
        .append("STATE", GptPartition.LINUX_DATA, UUID.randomUUID(), Optional.of(STATE_BYTES))
        .append("EPHEMERAL", GptPartition.LINUX_DATA, UUID.randomUUID(), Optional.empty());
  }

  private Optional<BlockDevice> state() throws IOException {
    return devices().find(String.valueOf(disk().getFileName()), 1);
  }
}
