package dev.ijen.prover;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A FAT32 file system in memory whose folders have one cluster of one sector. Each method changes
 * what a file system driver would write for it.
 */
final class TinyFat {
  private static final int SECTOR = 512;
  private static final int RESERVED = 32;
  private static final int TABLE_SECTORS = 256;
  private static final int DATA = RESERVED + 2 * TABLE_SECTORS;
  private static final int END = 0x0fff_ffff;
  private static final int ENTRY = 32;
  private static final int DELETED = 0xe5;

  private final ByteBuffer disk;
  private final Map<String, Integer> folders = new HashMap<>();
  private int nextCluster = 2;

  /** Formats a region of a disk. */
  TinyFat(ByteBuffer region) {
    this.disk = region.order(ByteOrder.LITTLE_ENDIAN);
    int sectors = region.capacity() / SECTOR;
    disk.put(0, (byte) 0xeb).put(1, (byte) 0x58).put(2, (byte) 0x90);
    disk.put(3, "TINYFAT ".getBytes(StandardCharsets.US_ASCII));
    disk.putShort(11, (short) SECTOR).put(13, (byte) 1).putShort(14, (short) RESERVED);
    disk.put(16, (byte) 2).put(21, (byte) 0xf8).putShort(24, (short) 63).putShort(26, (short) 16);
    disk.putInt(32, sectors).putInt(36, TABLE_SECTORS).putInt(44, 2).putShort(48, (short) 1);
    disk.put(64, (byte) 0x80).put(66, (byte) 0x29).putInt(67, 4711);
    disk.put(71, "EFI        FAT32   ".getBytes(StandardCharsets.US_ASCII));
    disk.putShort(510, (short) 0xaa55);
    disk.putInt(512, 0x41615252).putInt(512 + 484, 0x61417272).putInt(512 + 488, -1);
    disk.putInt(512 + 492, -1).putInt(512 + 508, 0xaa550000);
    table(0, 0x0fff_fff8);
    table(1, END);
    folders.put("", allocate(1));
  }

  void folder(String parent, String name) {
    int cluster = allocate(1);
    String path = parent.isEmpty() ? name : parent + '/' + name;
    folders.put(path, cluster);
    entry(parent, name, 0x10, cluster, 0);
    int above = parent.isEmpty() ? 0 : cluster(parent);
    shortEntry(sector(cluster), ".          ", 0x10, cluster, 0);
    shortEntry(sector(cluster) + ENTRY, "..         ", 0x10, above, 0);
  }

  /** Gives a folder a second cluster, whose place in the table is in another sector. */
  void lengthen(String folder) {
    int perSector = SECTOR / Integer.BYTES;
    nextCluster = Math.ceilDiv(nextCluster, perSector) * perSector;
    table(cluster(folder), allocate(1));
  }

  /** Allocates and fills clusters; no entry names them yet. */
  int data(byte[] content) {
    int cluster = allocate(Math.ceilDiv(content.length, SECTOR));
    disk.put(sector(cluster), content);
    return cluster;
  }

  void file(String folder, String name, byte[] content) {
    entry(folder, name, 0x20, data(content), content.length);
  }

  /** An entry of a file whose clusters are there. */
  void entry(String folder, String name, int cluster, int bytes) {
    entry(folder, name, 0x20, cluster, bytes);
  }

  /** Frees the slots of an entry of ours: its long name and its short one. */
  void unlink(String folder, String name) {
    int at = find(folder, name);
    for (int i = 0; i <= parts(name); i++) {
      disk.put(at + i * ENTRY, (byte) DELETED);
    }
  }

  private void entry(String folder, String name, int attributes, int cluster, int bytes) {
    String alias = alias(name);
    int at = free(folder, parts(name) + 1);
    byte sum = checksum(alias);
    for (int part = parts(name); part > 0; part--) {
      longPart(at, name, part, sum);
      at += ENTRY;
    }
    shortEntry(at, alias, attributes, cluster, bytes);
  }

  private void longPart(int at, String name, int part, byte sum) {
    int[] places = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
    for (int i = 0; i < ENTRY; i++) {
      disk.put(at + i, (byte) 0);
    }
    disk.put(at, (byte) (part == parts(name) ? part | 0x40 : part));
    disk.put(at + 11, (byte) 0x0f).put(at + 13, sum);
    for (int i = 0; i < places.length; i++) {
      int letter = (part - 1) * places.length + i;
      char value = letter < name.length() ? name.charAt(letter) : (char) 0xffff;
      disk.putChar(at + places[i], letter == name.length() ? (char) 0 : value);
    }
  }

  private void shortEntry(int at, String name, int attributes, int cluster, int bytes) {
    disk.put(at, name.getBytes(StandardCharsets.US_ASCII)).put(at + 11, (byte) attributes);
    disk.putShort(at + 20, (short) (cluster >>> 16)).putShort(at + 26, (short) cluster);
    disk.putInt(at + 28, bytes);
  }

  private int free(String folder, int count) {
    int run = 0;
    for (int at = sector(cluster(folder)); at < sector(cluster(folder)) + SECTOR; at += ENTRY) {
      run = disk.get(at) == 0 || (disk.get(at) & 0xff) == DELETED ? run + 1 : 0;
      if (run == count) {
        return at - (count - 1) * ENTRY;
      }
    }
    throw new AssertionError("folder " + folder + " is full");
  }

  private int find(String folder, String name) {
    byte[] alias = alias(name).getBytes(StandardCharsets.US_ASCII);
    for (int at = sector(cluster(folder)); ; at += ENTRY) {
      byte[] found = new byte[alias.length];
      disk.get(at, found);
      if (Arrays.equals(found, alias)) {
        return at - parts(name) * ENTRY;
      }
    }
  }

  private int cluster(String folder) {
    Integer cluster = folders.get(folder);
    if (cluster == null) {
      throw new AssertionError("no folder " + folder);
    }
    return cluster;
  }

  private int allocate(int count) {
    int first = nextCluster;
    nextCluster += count;
    for (int i = first; i < nextCluster; i++) {
      table(i, i + 1 == nextCluster ? END : i + 1);
    }
    return first;
  }

  private void table(int cluster, int value) {
    disk.putInt(RESERVED * SECTOR + cluster * 4, value);
    disk.putInt((RESERVED + TABLE_SECTORS) * SECTOR + cluster * 4, value);
  }

  private static int sector(int cluster) {
    return (DATA + cluster - 2) * SECTOR;
  }

  private static int parts(String name) {
    return Math.ceilDiv(name.length(), 13);
  }

  /** A short name that differs for the names that the tests use. */
  private static String alias(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    return "%-8.8s%-3.3s"
        .formatted("%08X".formatted(name.hashCode()), extension.toUpperCase(Locale.ROOT));
  }

  private static byte checksum(String alias) {
    int sum = 0;
    for (byte one : alias.getBytes(StandardCharsets.US_ASCII)) {
      sum = ((sum & 1) << 7) + (sum >>> 1) + one & 0xff;
    }
    return (byte) sum;
  }
}
