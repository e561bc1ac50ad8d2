package dev.ijen.machined.sequencer.task;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A partition of the system disk that is made on first boot.
 *
 * @param label in the partition table and of the file system
 * @param sizeBytes how large it is made; empty for the rest of the disk
 * @param target where it is mounted
 */
public record Volume(String label, Optional<Long> sizeBytes, Path target) {
  private static final long STATE_BYTES = 100L << 20;

  /** Machine config and identity of the node. */
  public static Volume state(Path target) {
    return new Volume("STATE", Optional.of(STATE_BYTES), target);
  }

  /** Everything that may be lost. */
  public static Volume ephemeral(Path target) {
    return new Volume("EPHEMERAL", Optional.empty(), target);
  }
}
