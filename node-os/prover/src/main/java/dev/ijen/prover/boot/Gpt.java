package dev.ijen.prover.boot;

import dev.ijen.prover.disk.Sectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The partition table as firmware reads it: protective MBR, then the first header or, if that or
 * its entries are damaged, the backup in the last sector, from which EDK II repairs the first.
 *
 * @param partitions in the order of the table
 * @param primary whether the first header is whole
 * @see <a href="https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html">UEFI 2.10
 *     §5</a>
 */
public record Gpt(List<Partition> partitions, boolean primary) {
  private static final long SIGNATURE = 0x5452_4150_2049_4645L; // "EFI PART"
  private static final int MBR_TYPE = 450;
  private static final int MBR_SIGNATURE = 510;
  private static final int HEADER_CRC = 16;
  private static final int MIN_HEADER_BYTES = 92;
  private static final int NAME_BYTES = 72;
  private static final int MAX_ENTRIES = 1024;

  /** Copies the list. */
  public Gpt {
    partitions = List.copyOf(partitions);
  }

  /** Reads the table of a disk. */
  public static Gpt read(Sectors disk) throws IOException, DamagedException {
    ByteBuffer mbr = buffer(disk.read(0, 1));
    if (mbr.getShort(MBR_SIGNATURE) != (short) 0xaa55 || mbr.get(MBR_TYPE) != (byte) 0xee) {
      throw new DamagedException("GPT: no protective MBR");
    }
    try {
      return new Gpt(entries(disk, 1), true);
    } catch (DamagedException first) {
      try {
        return new Gpt(entries(disk, disk.count() - 1), false);
      } catch (DamagedException second) {
        throw new DamagedException(first.getMessage() + ", " + second.getMessage());
      }
    }
  }

  /** The partition of a name. */
  public Partition partition(String name) throws DamagedException {
    return partitions.stream()
        .filter(partition -> partition.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new DamagedException("GPT: no partition " + name));
  }

  private static List<Partition> entries(Sectors disk, long place)
      throws IOException, DamagedException {
    byte[] sector = disk.read(place, 1);
    ByteBuffer header = buffer(sector);
    int bytes = header.getInt(12);
    if (header.getLong(0) != SIGNATURE
        || bytes < MIN_HEADER_BYTES
        || bytes > Sectors.SECTOR
        || header.getLong(24) != place) {
      throw new DamagedException("GPT: no header in sector " + place);
    }
    int crc = header.getInt(HEADER_CRC);
    header.putInt(HEADER_CRC, 0);
    if (crc(sector, bytes) != crc) {
      throw new DamagedException("GPT: checksum of the header in sector " + place);
    }
    int count = header.getInt(80);
    int size = header.getInt(84);
    if (count < 1 || count > MAX_ENTRIES || size != 128) {
      throw new DamagedException("GPT: %d entries of %d bytes".formatted(count, size));
    }
    byte[] table = disk.read(header.getLong(72), Math.ceilDiv(count * size, Sectors.SECTOR));
    if (crc(table, count * size) != header.getInt(88)) {
      throw new DamagedException("GPT: checksum of the entries of sector " + place);
    }
    var partitions = new ArrayList<Partition>();
    for (int i = 0; i < count; i++) {
      ByteBuffer entry = buffer(table).slice(i * size, size).order(ByteOrder.LITTLE_ENDIAN);
      if (entry.getLong(0) != 0 || entry.getLong(8) != 0) {
        partitions.add(partition(entry));
      }
    }
    return partitions;
  }

  private static Partition partition(ByteBuffer entry) {
    byte[] name = new byte[NAME_BYTES];
    entry.get(56, name);
    String text = new String(name, StandardCharsets.UTF_16LE);
    int end = text.indexOf('\0');
    long first = entry.getLong(32);
    return new Partition(
        end < 0 ? text : text.substring(0, end), first, entry.getLong(40) - first + 1);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
