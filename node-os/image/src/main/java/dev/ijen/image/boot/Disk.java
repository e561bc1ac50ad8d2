package dev.ijen.image.boot;

import dev.ijen.image.Command;
import dev.ijen.image.boot.Gpt.Partition;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.Slot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The disk as it is shipped: EFI with boot loader and one UKI, slot A filled, slot B and META
 * empty. STATE and EPHEMERAL are made on first boot in the space behind META.
 */
public final class Disk {
  /** The smallest system disk: both slots, and room for STATE and a small EPHEMERAL. */
  public static final long LEAST_BYTES = 4L << 30;

  private static final long MIB = 1L << 20;
  private static final long DISK_BYTES = 6L << 30;
  private static final long EFI_BYTES = 128 * MIB;
  private static final long SLOT_BYTES = 1024 * MIB;

  /**
   * Room for 8,000 entries. The firmware takes three for each start that the loader counts, and
   * never gives one back: enough for 2,700 of them.
   */
  private static final int ENTRIES_BYTES = 1 << 18;

  private static final UUID EFI_TYPE = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
  static final UUID LINUX_TYPE = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");

  /** Nothing to fall back to: the loader does not count it. */
  private static final EntryName ENTRY = new EntryName(1, Slot.A, Optional.empty());

  private Disk() {}

  /**
   * Writes a sparse disk.
   *
   * @param identity what all identifiers on the disk are derived from
   * @param loader systemd-boot
   */
  public static void write(Path disk, String identity, Path loader, Path uki, Path rootImage)
      throws IOException, InterruptedException {
    if (Files.size(rootImage) > SLOT_BYTES) {
      throw new IOException(
          "root image of %d bytes does not fit into a slot of %d"
              .formatted(Files.size(rootImage), SLOT_BYTES));
    }
    List<Partition> partitions =
        List.of(
            partition(identity, "EFI", EFI_TYPE, MIB, EFI_BYTES),
            partition(identity, Slot.A.partition(), LINUX_TYPE, MIB + EFI_BYTES, SLOT_BYTES),
            partition(
                identity, Slot.B.partition(), LINUX_TYPE, MIB + EFI_BYTES + SLOT_BYTES, SLOT_BYTES),
            partition(identity, "META", LINUX_TYPE, MIB + EFI_BYTES + 2 * SLOT_BYTES, MIB));
    Path efi = disk.resolveSibling("efi.img");
    writeEfi(efi, identity, loader, uki);
    try (var channel =
        FileChannel.open(
            disk,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      new Gpt(id(identity, "disk"), DISK_BYTES, partitions).write(channel);
      copySparse(efi, channel, partitions.get(0).start());
      copySparse(rootImage, channel, partitions.get(1).start());
    }
    Files.delete(efi);
  }

  private static Partition partition(
      String identity, String name, UUID type, long start, long bytes) {
    return new Partition(name, type, id(identity, name), start, bytes);
  }

  /** An identifier that only depends on the image and the name. */
  public static UUID id(String identity, String name) {
    return UUID.nameUUIDFromBytes((identity + '/' + name).getBytes(StandardCharsets.UTF_8));
  }

  private static void writeEfi(Path efi, String identity, Path loader, Path uki)
      throws IOException, InterruptedException {
    String volume = "%08x".formatted((int) id(identity, "EFI").getMostSignificantBits());
    try (var channel =
        FileChannel.open(efi, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), EFI_BYTES - 1);
    }
    Command.run("mkfs.vfat", "-F32", "-s1", "-n", "EFI", "-i", volume, "--invariant", efi);
    Path configuration =
        Files.writeString(efi.resolveSibling("loader.conf"), "timeout 0\neditor no\n");
    mtools(
        "mmd", "-i", efi, "::/EFI", "::/EFI/BOOT", "::/EFI/systemd", "::/EFI/Linux", "::/loader");
    makeRoomForEntries(efi);
    copyIn(efi, loader, "::/EFI/BOOT/BOOTX64.EFI");
    copyIn(efi, loader, "::/EFI/systemd/systemd-bootx64.efi");
    copyIn(efi, configuration, "::/loader/loader.conf");
    copyIn(efi, uki, "::/EFI/Linux/" + ENTRY.file());
    Files.delete(configuration);
  }

  private static void makeRoomForEntries(Path efi) throws IOException, InterruptedException {
    Path zeros = Files.write(efi.resolveSibling("ROOM"), new byte[ENTRIES_BYTES]);
    copyIn(efi, zeros, "::/EFI/ROOM");
    Files.delete(zeros);
    try (var room = FolderRoom.open(efi)) {
      room.append("EFI", "LINUX", "ROOM");
    }
  }

  private static void copyIn(Path efi, Path file, String target)
      throws IOException, InterruptedException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(Epoch.MILLISECONDS));
    mtools("mcopy", "-m", "-i", efi, file, target);
  }

  /** The mtools take the time of new entries from this variable. */
  private static void mtools(Object... words) throws IOException, InterruptedException {
    var environment =
        Map.of("SOURCE_DATE_EPOCH", Long.toString(Epoch.MILLISECONDS / 1000), "TZ", "UTC");
    Command.run(environment, List.of(words).stream().map(Object::toString).toList());
  }

  /** Copies without writing blocks of zeros: they stay holes. */
  static void copySparse(Path from, FileChannel to, long offset) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
    try (var in = FileChannel.open(from)) {
      long position = offset;
      while (in.read(block.clear()) > 0) {
        block.flip();
        int length = block.remaining();
        if (!block.equals(zeros.clear().limit(length))) {
          while (block.hasRemaining()) {
            to.write(block, position + block.position());
          }
        }
        position += length;
      }
    }
  }
}
