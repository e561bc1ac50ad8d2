package dev.ijen.machined.install;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.MountEntry;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.util.List;
import java.util.Optional;

/** A disk that the running system does not need. */
public final class OtherDisk {
  private OtherDisk() {}

  /**
   * The disk of this name, if all of it may be overwritten as far as the running system goes.
   *
   * @param disk device node such as {@code /dev/vdb}, or the kernel's name of it
   * @param systemDisk name of the disk that the node runs from; empty when it has none
   * @param devices all that the node has
   * @throws NodeException {@code INVALID} for what is no disk; {@code NOT_NOW} for one in use
   */
  public static BlockDevice of(
      String disk, Optional<String> systemDisk, List<BlockDevice> devices, List<MountEntry> mounts)
      throws NodeException {
    BlockDevice device = find(disk, devices);
    if (device.disk().isPresent()) {
      throw new NodeException(
          Reason.INVALID,
          "disk %s: is a partition; name the whole disk %s".formatted(disk, device.disk().get()));
    }
    if (systemDisk.filter(device.name()::equals).isPresent()) {
      throw refused(disk, "the running system lies on it");
    }
    for (MountEntry mount : mounts) {
      if (onDisk(mount.source(), device, devices)) {
        throw refused(
            disk, "in use: %s is mounted at %s".formatted(mount.source(), mount.target()));
      }
    }
    return device;
  }

  /**
   * Refuses a disk that a system cannot be installed on.
   *
   * @param content what the disk holds, in words; empty for a blank one
   * @param wipe whether it may hold something
   * @throws NodeException {@code NOT_NOW} with the reason
   */
  public static void requireInstallable(BlockDevice disk, Optional<String> content, boolean wipe)
      throws NodeException {
    String name = disk.device().toString();
    if (disk.sizeBytes() < DiskLayout.LEAST_BYTES) {
      throw refused(
          name,
          "has %d bytes, a system needs %d".formatted(disk.sizeBytes(), DiskLayout.LEAST_BYTES));
    }
    if (content.isPresent() && !wipe) {
      throw refused(name, "holds %s; wipe it first".formatted(content.get()));
    }
  }

  private static BlockDevice find(String disk, List<BlockDevice> devices) throws NodeException {
    return devices.stream()
        .filter(one -> one.device().toString().equals(disk) || one.name().equals(disk))
        .findFirst()
        .orElseThrow(() -> new NodeException(Reason.INVALID, "disk %s: not found".formatted(disk)));
  }

  private static boolean onDisk(String source, BlockDevice disk, List<BlockDevice> devices) {
    return devices.stream()
        .filter(device -> device.device().toString().equals(source))
        .anyMatch(device -> device.disk().orElse(device.name()).equals(disk.name()));
  }

  private static NodeException refused(String disk, String why) {
    return new NodeException(Reason.NOT_NOW, "disk %s: %s".formatted(disk, why));
  }
}
