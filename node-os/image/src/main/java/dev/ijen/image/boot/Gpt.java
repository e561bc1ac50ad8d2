package dev.ijen.image.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The GUID partition table of a new disk with sectors of 512 bytes; identifiers are given, so that
 * equal input gives equal bytes.
 *
 * @param disk the disk's own identifier
 * @see <a href="https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html">UEFI 2.10
 *     §5</a>
 */
record Gpt(UUID disk, long diskBytes, List<Partition> partitions) {
  static final int SECTOR = 512;
  private static final int ENTRIES = 128;
  private static final int ENTRY_BYTES = 128;
  private static final int TABLE_SECTORS = ENTRIES * ENTRY_BYTES / SECTOR;
  private static final int HEADER_BYTES = 92;
  private static final long MAX_MBR_SECTORS = 0xffff_ffffL;

  /**
   * @param name at most 36 UTF-16 code units
   * @param start offset in bytes, a multiple of the sector
   */
  record Partition(String name, UUID type, UUID id, long start, long bytes) {}

  Gpt {
    partitions = List.copyOf(partitions);
  }

  /** Writes protective MBR, table and its backup at the disk's end. */
  void write(FileChannel channel) throws IOException {
    long sectors = diskBytes / SECTOR;
    ByteBuffer entries = entries();
    channel.write(protectiveMbr(sectors), 0);
    channel.write(header(entries, 1, sectors - 1, 2, sectors), SECTOR);
    channel.write(entries.duplicate(), 2L * SECTOR);
    long backup = sectors - 1 - TABLE_SECTORS;
    channel.write(entries.duplicate(), backup * SECTOR);
    channel.write(header(entries, sectors - 1, 1, backup, sectors), (sectors - 1) * SECTOR);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer protectiveMbr(long sectors) {
    return buffer(SECTOR)
        .putInt(446, 0x0002_0000) // CHS 0/0/2
        .putInt(450, 0xffff_ffee) // type EE, CHS of the end unknown
        .putInt(454, 1)
        .putInt(458, (int) Math.min(sectors - 1, MAX_MBR_SECTORS))
        .putShort(510, (short) 0xaa55);
  }

  private ByteBuffer entries() {
    ByteBuffer entries = buffer(ENTRIES * ENTRY_BYTES);
    for (int i = 0; i < partitions.size(); i++) {
      Partition partition = partitions.get(i);
      entries.position(i * ENTRY_BYTES);
      guid(entries, partition.type);
      guid(entries, partition.id);
      entries.putLong(partition.start / SECTOR);
      entries.putLong((partition.start + partition.bytes) / SECTOR - 1);
      entries.putLong(0);
      entries.put(partition.name.getBytes(StandardCharsets.UTF_16LE));
    }
    return entries.rewind();
  }

  private ByteBuffer header(ByteBuffer entries, long self, long other, long table, long sectors) {
    ByteBuffer header = buffer(SECTOR);
    header.put("EFI PART".getBytes(StandardCharsets.US_ASCII));
    header.putInt(0x0001_0000).putInt(HEADER_BYTES).putInt(0).putInt(0);
    header.putLong(self).putLong(other);
    header.putLong(2 + TABLE_SECTORS).putLong(sectors - 2 - TABLE_SECTORS);
    guid(header, disk);
    header.putLong(table).putInt(ENTRIES).putInt(ENTRY_BYTES).putInt(crc(entries.duplicate()));
    header.putInt(16, crc(header.duplicate().position(0).limit(HEADER_BYTES)));
    return header.rewind();
  }

  /** The first three fields of a GUID are little-endian, the rest is a byte string. */
  private static void guid(ByteBuffer out, UUID id) {
    long high = id.getMostSignificantBits();
    out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    out.putLong(Long.reverseBytes(id.getLeastSignificantBits()));
  }

  private static int crc(ByteBuffer bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
