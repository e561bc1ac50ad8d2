package dev.ijen.linux;

import java.util.UUID;

/**
 * An entry of a GUID partition table.
 *
 * @param number of the slot in the table, from 1
 * @param firstSector of 512 bytes
 * @param lastSector inclusive
 * @param attributes the bits of UEFI 2.10 table 5.8
 * @param name the partition's label, at most 36 UTF-16 units
 * @see <a href="https://uefi.org/specs/UEFI/2.10/05_GUID_Partition_Table_Format.html">UEFI 2.10,
 *     5.3.3</a>
 */
public record GptPartition(
    int number,
    UUID type,
    UUID id,
    long firstSector,
    long lastSector,
    long attributes,
    String name) {
  /** EFI system partition (UEFI 2.10 table 5.7). */
  public static final UUID EFI_SYSTEM = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");

  /** Linux data, of the Discoverable Partitions Specification. */
  public static final UUID LINUX_DATA = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");

  /** The size in bytes. */
  public long sizeBytes() {
    return (lastSector - firstSector + 1) * GptTable.SECTOR;
  }

  /** Where it begins, in bytes from the start of the disk. */
  public long offsetBytes() {
    return firstSector * GptTable.SECTOR;
  }
}
