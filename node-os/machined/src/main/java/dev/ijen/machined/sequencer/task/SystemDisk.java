package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.machined.sequencer.TaskException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The disk that the node runs from: the one with the slots. */
final class SystemDisk {
  private static final String MARK = "BOOT-A";

  private SystemDisk() {}

  /**
   * The disk with a partition {@code BOOT-A}.
   *
   * @throws TaskException when there is none, or more than one
   */
  static BlockDevice find(BlockDevices devices) throws IOException, TaskException {
    List<BlockDevice> marked = devices.find(MARK);
    if (marked.size() != 1) {
      List<Path> found = marked.stream().map(BlockDevice::device).toList();
      throw TaskException.retryable(
          "the system disk is the one with partition " + MARK + "; found " + found);
    }
    String disk = marked.getFirst().disk().orElse("");
    return devices.list().stream()
        .filter(device -> device.name().equals(disk))
        .findFirst()
        .orElseThrow(() -> TaskException.retryable("system disk " + disk + " is gone"));
  }
}
