package dev.ijen.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A GUID partition table as a value; nothing here writes to a disk.
 *
 * @param diskId of the whole disk
 * @param diskSectors size of the disk in sectors of 512 bytes
 * @see <a href="https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html">UEFI 2.10,
 *     5.3</a>
 */
public record GptTable(UUID diskId, long diskSectors, List<GptPartition> partitions) {
  /** Bytes of a sector: disks of another logical size are refused when they are read. */
  public static final int SECTOR = 512;

  /** Entries that the table has room for. */
  public static final int SLOTS = 128;

  static final int ENTRY = 128;
  static final int ENTRIES_SECTORS = SLOTS * ENTRY / SECTOR;

  /** Header and entries together. */
  static final int TABLE_SECTORS = 1 + ENTRIES_SECTORS;

  private static final long SIGNATURE = 0x5452415020494645L; // "EFI PART"
  private static final int REVISION = 0x00010000;
  private static final int HEADER = 92;
  private static final int MBR_ENTRY = 446;
  private static final int NAME_BYTES = 72;
  private static final long ALIGNMENT = 2048; // sectors: 1 MiB

  public GptTable {
    partitions = partitions.stream().sorted(Comparator.comparingInt(GptPartition::number)).toList();
  }

  /** The first sector that a partition may use. */
  public static long firstUsableSector() {
    return 1 + TABLE_SECTORS;
  }

  /** The last sector that a partition may use. */
  public long lastUsableSector() {
    return diskSectors - 1 - TABLE_SECTORS;
  }

  /** The partition of this label. */
  public Optional<GptPartition> find(String name) {
    return partitions.stream().filter(partition -> partition.name().equals(name)).findFirst();
  }

  /** The same table on a disk of this size: a disk image on a bigger disk. */
  public GptTable on(long sectors) {
    return new GptTable(diskId, sectors, partitions);
  }

  /**
   * Adds a partition behind the last one, aligned to 1 MiB.
   *
   * @param sizeBytes how large; empty for all that is left
   * @throws IllegalStateException when there is no room
   */
  public GptTable append(String name, UUID type, UUID id, Optional<Long> sizeBytes) {
    long end = partitions.stream().mapToLong(GptPartition::lastSector).max().orElse(0) + 1;
    long first = alignedUp(Math.max(end, firstUsableSector()));
    long last =
        sizeBytes
            .map(bytes -> first + alignedUp(Math.ceilDiv(bytes, SECTOR)) - 1)
            .orElse((lastUsableSector() + 1) / ALIGNMENT * ALIGNMENT - 1);
    int number = partitions.stream().mapToInt(GptPartition::number).max().orElse(0) + 1;
    if (last < first || last > lastUsableSector() || number > SLOTS) {
      throw new IllegalStateException(
          "no room for partition %s: sectors %d to %d of %d"
              .formatted(name, first, last, diskSectors));
    }
    List<GptPartition> grown = new ArrayList<>(partitions);
    grown.add(new GptPartition(number, type, id, first, last, 0, name));
    return new GptTable(diskId, diskSectors, grown);
  }

  /**
   * The first sector of the disk, which shows old tools one partition over all of it.
   *
   * @see <a href="https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html">UEFI 2.10,
   *     5.2.3</a>
   */
  public byte[] protectiveMbr() {
    ByteBuffer out = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    out.position(MBR_ENTRY);
    out.putInt(0x00020000).putInt(0xffffffee); // from sector 1 on, of type 0xee, to the end
    out.putInt(1).putInt((int) Math.min(diskSectors - 1, 0xffffffffL));
    return out.putShort(SECTOR - 2, (short) 0xaa55).array();
  }

  /** Header (sector 1) and entries, as they lie at the start of the disk. */
  public byte[] primary() {
    byte[] entries = entries();
    return ByteBuffer.allocate(TABLE_SECTORS * SECTOR)
        .put(header(entries, 1, diskSectors - 1, 2))
        .put(SECTOR, entries)
        .array();
  }

  /** Entries and header, as they lie at the very end of the disk. */
  public byte[] backup() {
    byte[] entries = entries();
    byte[] header = header(entries, diskSectors - 1, 1, diskSectors - TABLE_SECTORS);
    return ByteBuffer.allocate(TABLE_SECTORS * SECTOR).put(entries).put(header).array();
  }

  /**
   * Reads the table at the start of a disk.
   *
   * @param start sectors 1 to 33
   * @throws IOException when there is no table, or a checksum is wrong
   */
  public static GptTable decode(byte[] start, long diskSectors) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getLong(0) != SIGNATURE) {
      throw new IOException("no GUID partition table");
    }
    int length = in.getInt(12);
    if (length < HEADER || length > SECTOR || in.getInt(80) != SLOTS || in.getInt(84) != ENTRY) {
      throw new IOException("GUID partition table of an unusual shape");
    }
    byte[] header = slice(start, 0, length);
    ByteBuffer.wrap(header).putInt(16, 0);
    byte[] entries = slice(start, SECTOR, SLOTS * ENTRY);
    if (crc(header) != in.getInt(16) || crc(entries) != in.getInt(88)) {
      throw new IOException("GUID partition table with a wrong checksum");
    }
    List<GptPartition> partitions = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      entry(slot + 1, slice(entries, slot * ENTRY, ENTRY)).ifPresent(partitions::add);
    }
    return new GptTable(guid(in, 56), diskSectors, partitions);
  }

  private byte[] header(byte[] entries, long own, long other, long entriesSector) {
    ByteBuffer out = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(SIGNATURE).putInt(REVISION).putInt(HEADER).putInt(0).putInt(0);
    out.putLong(own).putLong(other).putLong(firstUsableSector()).putLong(lastUsableSector());
    putGuid(out, diskId);
    out.putLong(entriesSector).putInt(SLOTS).putInt(ENTRY).putInt(crc(entries));
    return out.putInt(16, crc(slice(out.array(), 0, HEADER))).array();
  }

  private byte[] entries() {
    ByteBuffer out = ByteBuffer.allocate(SLOTS * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
    for (GptPartition partition : partitions) {
      out.position((partition.number() - 1) * ENTRY);
      putGuid(out, partition.type());
      putGuid(out, partition.id());
      out.putLong(partition.firstSector()).putLong(partition.lastSector());
      out.putLong(partition.attributes());
      byte[] name = partition.name().getBytes(StandardCharsets.UTF_16LE);
      if (name.length > NAME_BYTES) {
        throw new IllegalArgumentException("partition name " + partition.name());
      }
      out.put(name);
    }
    return out.array();
  }

  private static Optional<GptPartition> entry(int number, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    UUID type = guid(in, 0);
    if (type.getMostSignificantBits() == 0 && type.getLeastSignificantBits() == 0) {
      return Optional.empty();
    }
    String name = new String(bytes, ENTRY - NAME_BYTES, NAME_BYTES, StandardCharsets.UTF_16LE);
    int end = name.indexOf('\0');
    return Optional.of(
        new GptPartition(
            number,
            type,
            guid(in, 16),
            in.getLong(32),
            in.getLong(40),
            in.getLong(48),
            end < 0 ? name : name.substring(0, end)));
  }

  /** A GUID's first three fields are little-endian, the rest is in order (UEFI 2.10, A). */
  private static UUID guid(ByteBuffer in, int offset) {
    long high =
        (in.getInt(offset) & 0xffffffffL) << 32
            | (in.getShort(offset + 4) & 0xffffL) << 16
            | (in.getShort(offset + 6) & 0xffffL);
    return new UUID(high, Long.reverseBytes(in.getLong(offset + 8)));
  }

  private static void putGuid(ByteBuffer out, UUID id) {
    long high = id.getMostSignificantBits();
    out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    out.putLong(Long.reverseBytes(id.getLeastSignificantBits()));
  }

  private static int crc(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] slice(byte[] bytes, int offset, int length) {
    byte[] slice = new byte[length];
    System.arraycopy(bytes, offset, slice, 0, length);
    return slice;
  }

  private static long alignedUp(long sectors) {
    return Math.ceilDiv(sectors, ALIGNMENT) * ALIGNMENT;
  }
}
