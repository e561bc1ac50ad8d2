package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GptTableTest {
  private static final UUID DISK = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final UUID PART = UUID.fromString("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  @Test
  void aTableSurvivesTheWayToTheDisk() throws IOException {
    Path disk = disk(64 * MIB);
    GptTable table = table(64 * MIB);
    FfmBlockDevices devices = new FfmBlockDevices(Path.of("/sys"), Path.of("/dev"));

    devices.writeTable(disk, table);

    assertThat(devices.readTable(disk)).isEqualTo(table);
  }

  @Test
  void partitionsAreAppendedAlignedUntilTheDiskIsFull() {
    GptTable table = table(64 * MIB);

    GptPartition state = table.find("STATE").orElseThrow();
    GptPartition ephemeral = table.find("EPHEMERAL").orElseThrow();

    assertThat(state.offsetBytes()).isEqualTo(MIB);
    assertThat(state.sizeBytes()).isEqualTo(16 * MIB);
    assertThat(ephemeral.offsetBytes()).isEqualTo(17 * MIB);
    assertThat(ephemeral.sizeBytes()).isEqualTo(46 * MIB);
    assertThatThrownBy(() -> table.append("MORE", GptPartition.LINUX_DATA, PART, Optional.empty()))
        .hasMessageContaining("no room for partition MORE");
  }

  @Test
  void aTableMovesToABiggerDisk() {
    GptTable table = new GptTable(DISK, 32 * MIB / GptTable.SECTOR, List.of());

    GptTable moved =
        table
            .on(64 * MIB / GptTable.SECTOR)
            .append("EPHEMERAL", GptPartition.LINUX_DATA, PART, Optional.empty());

    assertThat(moved.find("EPHEMERAL").orElseThrow().sizeBytes()).isEqualTo(62 * MIB);
  }

  @Test
  void aFlippedBitIsFound() {
    byte[] bytes = table(64 * MIB).primary();
    bytes[600] ^= 1;

    assertThatThrownBy(() -> GptTable.decode(bytes, 64 * MIB / GptTable.SECTOR))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checksum");
  }

  private static GptTable table(long bytes) {
    return new GptTable(DISK, bytes / GptTable.SECTOR, List.of())
        .append("STATE", GptPartition.LINUX_DATA, PART, Optional.of(16 * MIB))
        .append("EPHEMERAL", GptPartition.LINUX_DATA, DISK, Optional.empty());
  }

  private Path disk(long bytes) throws IOException {
    Path disk = folder.resolve("disk.img");
    try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return disk;
  }
}
