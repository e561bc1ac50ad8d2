package dev.ijen.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Tells what a disk holds by its first and last bytes. */
final class DiskContent {
  private static final long GPT = 0x5452415020494645L; // "EFI PART"
  private static final int MBR_MARK = 510;
  private static final short MBR = (short) 0xaa55;

  private DiskContent() {}

  /**
   * In words for people; empty when all is zero. What nobody knows is something, too.
   *
   * @param start of the disk, two sectors at least
   * @param end of the disk, one sector at least
   */
  static Optional<String> describe(byte[] start, byte[] end) {
    if (isZero(start) && isZero(end)) {
      return Optional.empty();
    }
    Optional<FilesystemType> filesystem = Superblock.recognise(start);
    if (filesystem.isPresent()) {
      return Optional.of("a file system (" + filesystem.get().text() + ")");
    }
    ByteBuffer in = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getLong(GptTable.SECTOR) == GPT || lastSector(end).getLong() == GPT) {
      return Optional.of("a GUID partition table");
    }
    return Optional.of(
        in.getShort(MBR_MARK) == MBR ? "an MBR partition table" : "data of an unknown kind");
  }

  private static ByteBuffer lastSector(byte[] end) {
    int sector = GptTable.SECTOR;
    return ByteBuffer.wrap(end, end.length - sector, sector).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isZero(byte[] bytes) {
    for (byte one : bytes) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }
}
