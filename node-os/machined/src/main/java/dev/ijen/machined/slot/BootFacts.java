package dev.ijen.machined.slot;

import dev.ijen.slots.Entry;
import dev.ijen.slots.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known when the node starts.
 *
 * @param bootId of the kernel
 * @param slot that the kernel came from
 * @param version of the running release
 * @param now the time
 * @param entries on the EFI partition
 * @param trial that META knows
 * @param boots that META knows, the newest first
 * @param lastWords of a kernel that panicked; empty if none did
 * @param watchdog whether it was the watchdog that restarted the machine
 */
public record BootFacts(
    String bootId,
    Slot slot,
    String version,
    Instant now,
    List<Entry> entries,
    Optional<SlotTrial> trial,
    List<BootRecord> boots,
    String lastWords,
    boolean watchdog) {
  /** Copies the lists. */
  public BootFacts {
    entries = List.copyOf(entries);
    boots = List.copyOf(boots);
  }
}
