package dev.ijen.machined.block;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.EfiVariables;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The disk that the node runs from: the one that the loader was read from, or, where the loader
 * does not say, the only one with a partition {@code BOOT-A}.
 */
public final class SystemDisk {
  private static final String MARK = "BOOT-A";
  private static final String LOADER_PARTITION = "LoaderDevicePartUUID";

  private final BlockDevices devices;
  private final EfiVariables variables;

  /** Looks among these. */
  public SystemDisk(BlockDevices devices, EfiVariables variables) {
    this.devices = devices;
    this.variables = variables;
  }

  /**
   * The disk.
   *
   * @throws IOException when there is none, or nobody can tell which one it is
   */
  public BlockDevice find() throws IOException {
    List<BlockDevice> marked = devices.find(MARK);
    if (marked.size() > 1) {
      marked = ofLoader(marked);
    }
    if (marked.size() != 1) {
      throw new IOException(
          "the system disk is the one with partition %s; found %s"
              .formatted(MARK, devices.find(MARK).stream().map(BlockDevice::device).toList()));
    }
    return disk(marked.getFirst());
  }

  /**
   * A partition of the system disk, as its table has it.
   *
   * @throws IOException when the table has no such label
   */
  public GptPartition entry(String label) throws IOException {
    BlockDevice disk = find();
    return devices
        .readTable(disk.device())
        .find(label)
        .orElseThrow(
            () ->
                new IOException(
                    "system disk %s has no partition %s".formatted(disk.name(), label)));
  }

  /**
   * A partition of the system disk.
   *
   * @throws IOException when the table has no such label, or the kernel does not know it
   */
  public BlockDevice partition(String label) throws IOException {
    String disk = find().name();
    return devices
        .find(disk, entry(label).number())
        .orElseThrow(
            () ->
                new IOException(
                    "partition %s of %s is not known to the kernel".formatted(label, disk)));
  }

  private BlockDevice disk(BlockDevice partition) throws IOException {
    String disk = partition.disk().orElse("");
    return devices.list().stream()
        .filter(device -> device.name().equals(disk))
        .findFirst()
        .orElseThrow(() -> new IOException("system disk " + disk + " is gone"));
  }

  private List<BlockDevice> ofLoader(List<BlockDevice> marked) throws IOException {
    Optional<String> loader = variables.text(EfiVariables.LOADER, LOADER_PARTITION);
    if (loader.isEmpty()) {
      return marked;
    }
    String id = loader.get().toLowerCase(Locale.ROOT);
    var found = new ArrayList<BlockDevice>();
    for (BlockDevice one : marked) {
      if (holds(devices.readTable(disk(one).device()), id)) {
        found.add(one);
      }
    }
    return found;
  }

  private static boolean holds(GptTable table, String id) {
    return table.partitions().stream().anyMatch(partition -> partition.id().toString().equals(id));
  }
}
