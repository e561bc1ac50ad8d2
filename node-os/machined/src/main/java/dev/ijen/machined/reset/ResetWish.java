package dev.ijen.machined.reset;

import java.util.List;

/**
 * What a caller wants wiped.
 *
 * @param labels partitions of the system disk; empty for all of it
 * @param userDisks device nodes of other disks
 * @param reboot whether the machine starts again, instead of turning off
 */
public record ResetWish(Scope scope, List<String> labels, List<String> userDisks, boolean reboot) {

  /** Which disks the caller speaks of. */
  public enum Scope {
    ALL,
    SYSTEM_DISK,
    USER_DISKS
  }

  /** Copies the lists. */
  public ResetWish {
    labels = List.copyOf(labels);
    userDisks = List.copyOf(userDisks);
  }
}
