package dev.ijen.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Disks and partitions. */
public interface BlockDevices {

  /** All disks and partitions, by name. */
  List<BlockDevice> list() throws IOException;

  /** The partition of this number on a disk, when the kernel knows it. */
  default Optional<BlockDevice> find(String disk, int partitionNumber) throws IOException {
    return list().stream()
        .filter(device -> device.disk().equals(Optional.of(disk)))
        .filter(device -> device.partitionNumber() == partitionNumber)
        .findFirst();
  }

  /** The partitions of this label on any disk: more than one is for the caller to judge. */
  default List<BlockDevice> find(String partitionName) throws IOException {
    return list().stream()
        .filter(device -> device.partitionName().equals(Optional.of(partitionName)))
        .toList();
  }

  /** The size of a device or image file in bytes. */
  long sizeBytes(Path device) throws IOException;

  /**
   * Reads the partition table of a disk, taken for as large as the disk is now.
   *
   * @throws IOException when it has none, or a damaged one
   */
  GptTable readTable(Path disk) throws IOException;

  /**
   * Writes a partition table to a disk, the backup first, and makes it durable. The kernel goes on
   * with the old one until {@link #announce}.
   */
  void writeTable(Path disk, GptTable table) throws IOException;

  /**
   * Tells the kernel of one more partition, also while others of the disk are mounted. The kernel
   * knows it by number alone until it reads the table anew.
   *
   * @throws ErrnoException {@code EBUSY} when it overlaps or is known already
   */
  void announce(Path disk, GptPartition partition) throws IOException;

  /**
   * Makes a device lose its content for good; that is durable when this returns.
   *
   * @throws ErrnoException {@code EBUSY} when it is in use, be it mounted, detached but still open,
   *     or the disk of such a partition; then nothing is written
   */
  void wipe(Path device, Wipe how) throws IOException;

  /**
   * Gives a disk its first partition table and lets the kernel read it: protective MBR, GUID
   * partition table, backup. What was on the disk is lost.
   *
   * @throws ErrnoException {@code EBUSY} when the disk or a part of it is in use; then nothing is
   *     written
   */
  void makeTable(Path disk, GptTable table) throws IOException;

  /**
   * Tells what a whole disk holds, in words for people; empty for a blank one, whose first and last
   * MiB are zeros.
   *
   * @throws ErrnoException {@code EBUSY} when the disk or a part of it is in use
   */
  Optional<String> content(Path disk) throws IOException;

  /** Takes both copies of its partition table from a disk, also while partitions are in use. */
  void eraseTable(Path disk) throws IOException;

  /** What is on a device; empty for nothing that is known. */
  Optional<FilesystemType> probe(Path device) throws IOException;
}
