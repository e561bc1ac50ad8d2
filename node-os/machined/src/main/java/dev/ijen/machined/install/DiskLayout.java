package dev.ijen.machined.install;

import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
import dev.ijen.slots.Slot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The partitions of a system disk, as the disk image has them, with STATE and EPHEMERAL added. */
public final class DiskLayout {
  /** The smallest system disk: both slots, and room for STATE and a small EPHEMERAL. */
  public static final long LEAST_BYTES = 4L << 30;

  /** The EFI partition. */
  public static final long EFI_BYTES = 128L << 20;

  /** A root image with its hash tree. */
  public static final long SLOT_BYTES = 1024L << 20;

  /** What the EFI partition has room for beside its own tables and the loader. */
  public static final long EFI_ROOM_BYTES = EFI_BYTES - (4L << 20);

  private static final long META_BYTES = 1L << 20;
  private static final long STATE_BYTES = 100L << 20;

  /** Partitions of which nothing may remain: what was there before would be taken for theirs. */
  public static final List<String> EMPTY =
      List.of(Slot.B.partition(), "META", "STATE", "EPHEMERAL");

  private DiskLayout() {}

  /**
   * The table of a disk.
   *
   * @param sizeBytes of the disk, {@link #LEAST_BYTES} at least
   * @param ids gives a new identifier each time
   */
  public static GptTable of(long sizeBytes, Supplier<UUID> ids) {
    UUID data = GptPartition.LINUX_DATA;
    return new GptTable(ids.get(), sizeBytes / GptTable.SECTOR, List.of())
        .append("EFI", GptPartition.EFI_SYSTEM, ids.get(), Optional.of(EFI_BYTES))
        .append(Slot.A.partition(), data, ids.get(), Optional.of(SLOT_BYTES))
        .append(Slot.B.partition(), data, ids.get(), Optional.of(SLOT_BYTES))
        .append("META", data, ids.get(), Optional.of(META_BYTES))
        .append("STATE", data, ids.get(), Optional.of(STATE_BYTES))
        .append("EPHEMERAL", data, ids.get(), Optional.empty());
  }
}
