package dev.ijen.machined.reset;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.MountEntry;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reset wipes.
 *
 * @param wholeSystemDisk whether nothing of the system disk remains, the system included
 * @param partitions labels of those of the system disk that lose their content
 * @param userDisks device nodes of other disks
 * @param reboot whether the machine starts again, instead of turning off
 */
public record ResetPlan(
    boolean wholeSystemDisk, List<String> partitions, List<Path> userDisks, boolean reboot) {
  private static final List<String> DATA = List.of("STATE", "EPHEMERAL", "META");
  private static final Set<String> SYSTEM = Set.of("EFI", "BOOT-A", "BOOT-B");

  /** Copies the lists. */
  public ResetPlan {
    partitions = List.copyOf(partitions);
    userDisks = List.copyOf(userDisks);
  }

  /**
   * What of the wish is done: all of it, or nothing.
   *
   * @param systemDisk the disk that the node runs from
   * @param devices all that the node has
   * @throws NodeException {@code INVALID} with the field and what is wrong with it; {@code NOT_NOW}
   *     for a disk in use
   */
  public static ResetPlan of(
      ResetWish wish, String systemDisk, List<BlockDevice> devices, List<MountEntry> mounts)
      throws NodeException {
    requireConsistent(wish);
    var disks = new ArrayList<Path>();
    for (String disk : new LinkedHashSet<>(wish.userDisks())) {
      disks.add(userDisk(disk, systemDisk, devices, mounts));
    }
    boolean ofSystem = wish.scope() != ResetWish.Scope.USER_DISKS;
    boolean whole = ofSystem && wish.labels().isEmpty();
    return new ResetPlan(
        whole, whole ? DATA : partitions(wish.labels()), List.copyOf(disks), wish.reboot());
  }

  private static void requireConsistent(ResetWish wish) throws NodeException {
    switch (wish.scope()) {
      case ALL -> {}
      case SYSTEM_DISK -> {
        if (!wish.userDisks().isEmpty()) {
          throw invalid("user_disks_to_wipe: mode SYSTEM_DISK wipes no other disk");
        }
      }
      case USER_DISKS -> {
        if (!wish.labels().isEmpty()) {
          throw invalid("system_partitions_to_wipe: mode USER_DISKS leaves the system disk alone");
        }
        if (wish.userDisks().isEmpty()) {
          throw invalid("user_disks_to_wipe: empty, and mode USER_DISKS wipes nothing else");
        }
      }
    }
  }

  private static List<String> partitions(List<String> labels) throws NodeException {
    for (String label : labels) {
      if (SYSTEM.contains(label)) {
        throw invalid(
            "system_partitions_to_wipe: without %s the machine does not boot; leave the list empty to wipe the whole system disk"
                .formatted(label));
      }
      if (!DATA.contains(label)) {
        throw invalid(
            "system_partitions_to_wipe: no partition %s; there are %s"
                .formatted(label, String.join(", ", DATA)));
      }
    }
    return List.copyOf(new LinkedHashSet<>(labels));
  }

  private static Path userDisk(
      String disk, String systemDisk, List<BlockDevice> devices, List<MountEntry> mounts)
      throws NodeException {
    BlockDevice device =
        devices.stream()
            .filter(present -> present.device().toString().equals(disk))
            .findFirst()
            .orElseThrow(() -> invalid("user_disks_to_wipe: there is no device " + disk));
    if (device.disk().isPresent()) {
      throw invalid(
          "user_disks_to_wipe: %s is a partition; name the whole disk %s"
              .formatted(disk, device.disk().get()));
    }
    if (device.name().equals(systemDisk)) {
      throw invalid("user_disks_to_wipe: %s is the system disk".formatted(disk));
    }
    for (MountEntry mount : mounts) {
      if (onDisk(mount.source(), device, devices)) {
        throw new NodeException(
            Reason.NOT_NOW,
            "user_disks_to_wipe: %s is in use: %s is mounted at %s"
                .formatted(disk, mount.source(), mount.target()));
      }
    }
    return device.device();
  }

  private static boolean onDisk(String source, BlockDevice disk, List<BlockDevice> devices) {
    return devices.stream()
        .filter(device -> device.device().toString().equals(source))
        .anyMatch(device -> device.disk().orElse(device.name()).equals(disk.name()));
  }

  private static NodeException invalid(String message) {
    return new NodeException(Reason.INVALID, message);
  }
}
