package dev.ijen.image.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.image.boot.Gpt.Partition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GptTest {
  private static final int BYTES = 8 << 20;

  @TempDir Path folder;

  @Test
  void headerAndBackupPointAtEachOtherAndAreWhole() throws Exception {
    ByteBuffer disk = write();
    checkHeader(disk, 1, BYTES / 512 - 1, 2);
    checkHeader(disk, BYTES / 512 - 1, 1, BYTES / 512 - 33);
  }

  @Test
  void entriesHoldNameAndSectors() throws Exception {
    ByteBuffer disk = write();
    byte[] name = new byte[8];
    disk.get(1024 + 56, name);
    assertThat(new String(name, StandardCharsets.UTF_16LE)).isEqualTo("META");
    assertThat(disk.getLong(1024 + 32)).isEqualTo(2048);
    assertThat(disk.getLong(1024 + 40)).isEqualTo(4095);
    assertThat(disk.getInt(1024)).isEqualTo(0x0fc63daf);
  }

  private ByteBuffer write() throws Exception {
    var partition =
        new Partition(
            "META",
            UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4"),
            new UUID(1, 2),
            1 << 20,
            1 << 20);
    Path file = folder.resolve("disk");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      new Gpt(new UUID(3, 4), BYTES, List.of(partition)).write(channel);
    }
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void checkHeader(ByteBuffer disk, long self, long other, long table) {
    int at = (int) self * 512;
    assertThat(disk.getLong(at + 24)).isEqualTo(self);
    assertThat(disk.getLong(at + 32)).isEqualTo(other);
    assertThat(disk.getLong(at + 72)).isEqualTo(table);
    assertThat(disk.getInt(at + 88)).isEqualTo(crc(disk, (int) table * 512, 128 * 128));
    int headerCrc = disk.getInt(at + 16);
    disk.putInt(at + 16, 0);
    assertThat(headerCrc).isEqualTo(crc(disk, at, 92));
  }

  private static int crc(ByteBuffer disk, int offset, int length) {
    var crc = new CRC32();
    crc.update(disk.slice(offset, length));
    return (int) crc.getValue();
  }
}
