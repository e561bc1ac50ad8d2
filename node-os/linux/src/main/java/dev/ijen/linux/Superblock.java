package dev.ijen.linux;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Tells file systems by the magic bytes of their superblocks. */
final class Superblock {
  private record Magic(FilesystemType type, int offset, String hex) {
    boolean matches(byte[] start) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      int end = offset + bytes.length;
      return end <= start.length && Arrays.equals(start, offset, end, bytes, 0, bytes.length);
    }
  }

  private static final Magic[] KNOWN = {
    new Magic(FilesystemType.LUKS, 0, "4c554b53babe"),
    new Magic(FilesystemType.XFS, 0, text("XFSB")),
    new Magic(FilesystemType.SQUASHFS, 0, text("hsqs")),
    new Magic(FilesystemType.EROFS, 1024, "e2e1f5e0"),
    new Magic(FilesystemType.EXT4, 1024 + 0x38, "53ef"),
    new Magic(FilesystemType.VFAT, 82, text("FAT32   ")),
    new Magic(FilesystemType.VFAT, 54, text("FAT16   ")),
  };

  private Superblock() {}

  /** What begins with these bytes. */
  static Optional<FilesystemType> recognise(byte[] start) {
    return Arrays.stream(KNOWN).filter(magic -> magic.matches(start)).map(Magic::type).findFirst();
  }

  private static String text(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }
}
