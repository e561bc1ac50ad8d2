package dev.ijen.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A FAT32 file system of one sector per cluster that holds nothing but the folder {@code
 * /EFI/Linux}, as a value.
 *
 * <p>That folder has all its clusters from the start. EDK II never uses the place of a removed
 * entry again, and whoever lengthens a folder writes the link to a new cluster and the mark that it
 * is taken to different sectors of the table: with the first alone the folder cannot be read to its
 * end. The image builder gives its disks the same room.
 *
 * @param sectors of 512 bytes
 * @param serial of the volume
 * @param label at most 11 ASCII characters, in capitals
 * @see <a
 *     href="https://download.microsoft.com/download/1/6/1/161ba512-40e2-4cc9-843a-923143f3456c/fatgen103.doc">
 *     Microsoft FAT specification 1.03</a>
 */
record Vfat(long sectors, int serial, String label) {
  private static final int SECTOR = GptTable.SECTOR;
  private static final int RESERVED = 32;
  private static final int FATS = 2;
  private static final int ENTRY = 4;
  private static final int INFORMATION = 1;
  private static final int BACKUP = 6;
  private static final int ROOT_CLUSTER = 2;
  private static final int EFI_CLUSTER = 3;
  private static final int LINUX_CLUSTER = 4;

  /** 256 KiB: three entries of 32 bytes for each of 2,700 starts that the loader counts. */
  private static final int LINUX_CLUSTERS = 512;

  private static final int FIRST_FREE = LINUX_CLUSTER + LINUX_CLUSTERS;
  private static final int LAST_OF_CHAIN = 0x0fffffff;

  /** With fewer clusters a file system is FAT16, whatever it says of itself. */
  private static final long LEAST_CLUSTERS = 65525;

  private static final long MOST_SECTORS = 1L << 28;
  private static final int LABEL = 11;
  private static final byte HARD_DISK = (byte) 0xf8;
  private static final byte VOLUME = 8;
  private static final byte FOLDER = 16;
  private static final int FOLDER_ENTRY = 32;

  /** 1 January 1980, the first day that FAT knows. */
  private static final short EPOCH = 0x21;

  Vfat {
    if (clusters(sectors) < LEAST_CLUSTERS || sectors > MOST_SECTORS) {
      throw new IllegalArgumentException("FAT32 of " + sectors + " sectors");
    }
    if (label.length() > LABEL) {
      throw new IllegalArgumentException("FAT32 label " + label);
    }
  }

  /** What the device begins with: all but the clusters that are free. */
  byte[] start() {
    int fat = (int) fatSectors(sectors);
    int data = RESERVED + FATS * fat;
    ByteBuffer out =
        ByteBuffer.allocate((data + FIRST_FREE - ROOT_CLUSTER) * SECTOR)
            .order(ByteOrder.LITTLE_ENDIAN);
    byte[] boot = bootSector();
    byte[] information = information();
    out.put(0, boot).put(BACKUP * SECTOR, boot);
    out.put(INFORMATION * SECTOR, information);
    out.put((BACKUP + INFORMATION) * SECTOR, information);
    for (int copy = 0; copy < FATS; copy++) {
      putTable(out.position((RESERVED + copy * fat) * SECTOR));
    }
    putFolders(out, data);
    return out.array();
  }

  private static void putTable(ByteBuffer out) {
    out.putInt(0x0ffffff8).putInt(LAST_OF_CHAIN);
    out.putInt(LAST_OF_CHAIN).putInt(LAST_OF_CHAIN); // the root and EFI
    for (int next = LINUX_CLUSTER + 1; next < FIRST_FREE; next++) {
      out.putInt(next);
    }
    out.putInt(LAST_OF_CHAIN);
  }

  /** A folder says where it is, and where its parent is: 0 for the root. */
  private void putFolders(ByteBuffer out, int data) {
    out.position(data * SECTOR);
    putEntry(out, label, VOLUME, 0);
    putEntry(out, "EFI", FOLDER, EFI_CLUSTER);
    out.position((data + EFI_CLUSTER - ROOT_CLUSTER) * SECTOR);
    putEntry(out, ".", FOLDER, EFI_CLUSTER);
    putEntry(out, "..", FOLDER, 0);
    putEntry(out, "LINUX", FOLDER, LINUX_CLUSTER);
    out.position((data + LINUX_CLUSTER - ROOT_CLUSTER) * SECTOR);
    putEntry(out, ".", FOLDER, LINUX_CLUSTER);
    putEntry(out, "..", FOLDER, EFI_CLUSTER);
  }

  private static void putEntry(ByteBuffer out, String name, byte kind, int cluster) {
    int start = out.position();
    out.put(padded(name)).put(kind);
    out.putShort(start + 16, EPOCH).putShort(start + 18, EPOCH).putShort(start + 24, EPOCH);
    out.putShort(start + 26, (short) cluster);
    out.position(start + FOLDER_ENTRY);
  }

  private byte[] bootSector() {
    ByteBuffer out = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0xeb, 0x58, (byte) 0x90}).put(text("IJEN    "));
    out.putShort((short) SECTOR).put((byte) 1).putShort((short) RESERVED).put((byte) FATS);
    out.putInt(0).put(HARD_DISK).putShort((short) 0); // no root folder of FAT16
    out.putShort((short) 63).putShort((short) 255).putInt(0).putInt((int) sectors);
    out.putInt((int) fatSectors(sectors)).putInt(0).putInt(ROOT_CLUSTER);
    out.putShort((short) INFORMATION).putShort((short) BACKUP);
    out.position(64).put((byte) 0x80).put((byte) 0).put((byte) 0x29).putInt(serial);
    out.put(padded(label)).put(text("FAT32   "));
    return out.putShort(SECTOR - 2, (short) 0xaa55).array();
  }

  /** Free clusters, and where to look for one first. */
  private byte[] information() {
    ByteBuffer out = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x41615252).putInt(484, 0x61417272);
    out.putInt(488, (int) clusters(sectors) - (FIRST_FREE - ROOT_CLUSTER)).putInt(492, FIRST_FREE);
    return out.putInt(SECTOR - 4, 0xaa550000).array();
  }

  private static long clusters(long sectors) {
    return sectors - RESERVED - FATS * fatSectors(sectors);
  }

  /** So many that each cluster has an entry, and the two that stand for none. */
  private static long fatSectors(long sectors) {
    return Math.ceilDiv((sectors - RESERVED + 2) * ENTRY, SECTOR + FATS * ENTRY);
  }

  private static byte[] padded(String text) {
    return text((text + " ".repeat(LABEL)).substring(0, LABEL));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
