package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
import dev.ijen.linux.Linux;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partition tables as sgdisk(8) makes and judges them. */
@Tag("real")
class GptRealTest {
  @TempDir Path folder;

  @Test
  void aTableThatGrowsWithItsDiskIsSound() throws Exception {
    Path disk = folder.resolve("disk.img");
    resize(disk, 32 << 20);
    Programs.run("sgdisk", "--new=1:0:+8M", "--change-name=1:BOOT-A", disk.toString());
    resize(disk, 64 << 20);
    BlockDevices devices = Linux.running().blockDevices();

    GptTable table = devices.readTable(disk);
    devices.writeTable(
        disk, table.append("STATE", GptPartition.LINUX_DATA, UUID.randomUUID(), Optional.empty()));

    assertThat(Programs.run("sgdisk", "--verify", disk.toString())).contains("No problems found");
    assertThat(Programs.run("sgdisk", "--info=2", disk.toString()))
        .contains("Partition name: 'STATE'", "(Linux filesystem)", "First sector: 18432");
    assertThat(Programs.run("sgdisk", "--info=1", disk.toString()))
        .contains("Partition name: 'BOOT-A'");
  }

  private static void resize(Path disk, long bytes) throws Exception {
    try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(bytes);
    }
  }
}
