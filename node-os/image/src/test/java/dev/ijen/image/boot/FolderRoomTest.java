package dev.ijen.image.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.image.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders on a file system of mkfs.vfat, looked at with the mtools and fsck.vfat. */
@Tag("real")
class FolderRoomTest {
  @TempDir Path temporary;
  private Path disk;

  @BeforeEach
  void format() throws Exception {
    disk = temporary.resolve("efi.img");
    Command.run("mkfs.vfat", "-F32", "-s1", "-n", "EFI", "-C", disk, 40 * 1024);
    Command.run("mmd", "-i", disk, "::/EFI", "::/EFI/Linux");
    Path zeros = Files.write(temporary.resolve("ROOM"), new byte[3 * 512]);
    Command.run("mcopy", "-i", disk, zeros, "::/EFI/ROOM");
  }

  @Test
  void aFolderGetsTheClustersOfAFile() throws Exception {
    try (var room = FolderRoom.open(disk)) {
      room.append("EFI", "LINUX", "ROOM");
    }
    Command.run("fsck.vfat", "-n", disk);
    assertThat(Command.run("mshowfat", "-i", disk, "::/EFI/Linux")).contains("<4-7>");
    assertThat(Command.run("mdir", "-b", "-i", disk, "::/EFI")).doesNotContain("ROOM");
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    try (var room = FolderRoom.open(disk)) {
      assertThatThrownBy(() -> room.append("EFI", "BOOT", "ROOM"))
          .isInstanceOf(IOException.class)
          .hasMessage("FAT: no BOOT");
    }
  }
}
