package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VfatTest {
  private static final long SECTORS = (128L << 20) / 512;

  @Test
  void theTablesHoldEveryCluster() {
    byte[] start = new Vfat(SECTORS, 0x1234abcd, "EFI").start();
    ByteBuffer in = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int fatSectors = in.getInt(36);
    long clusters = SECTORS - 32 - 2L * fatSectors;
    assertThat(fatSectors * 128L).isBetween(clusters + 2, clusters + 2 + 128);
    assertThat(in.getInt(512 + 488)).isEqualTo((int) clusters - 514);
    assertThat(start).hasSize((32 + 2 * fatSectors + 514) * 512);
    assertThat(Superblock.recognise(start)).contains(FilesystemType.VFAT);
  }

  @Test
  void whatIsTooSmallForFat32IsRefused() {
    assertThatThrownBy(() -> new Vfat((32L << 20) / 512, 1, "EFI"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The mtools read what we write, as {@code FolderRoomTest} of the image builder lets them. */
  @Test
  @Tag("real")
  void theFolderOfTheEntriesHasAllItsClusters(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("efi.img");
    try (var image = new RandomAccessFile(file.toFile(), "rw")) {
      image.setLength(SECTORS * 512);
    }
    new RealFilesystems().makeEfi(file, "EFI");
    Command.run("check vfat", List.of("/usr/sbin/fsck.vfat", "-n", file.toString()));
    assertThat(output(folder, "mshowfat", "-i", file.toString(), "::/EFI/LINUX"))
        .contains("<4-515>");
    assertThat(output(folder, "mdir", "-b", "-i", file.toString(), "::/EFI/Linux")).isEmpty();
  }

  private static String output(Path folder, String... command) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }
}
