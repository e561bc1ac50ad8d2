package dev.ijen.machined.slot;

import java.time.Instant;

/**
 * One boot of the machine.
 *
 * @param bootId of the kernel; empty for a boot that ended before the node could note it
 * @param slot {@code A} or {@code B}
 * @param generation of the entry; 0 when unknown
 * @param reason why the machine booted
 * @param ended how it ended; empty while it runs
 * @param detail such as the kernel's last words, at most 8 KiB
 */
public record BootRecord(
    String bootId,
    Instant at,
    String slot,
    int generation,
    String version,
    String reason,
    String ended,
    String detail) {

  /** The same with its end. */
  BootRecord ended(String how, String words) {
    return new BootRecord(
        bootId, at, slot, generation, version, reason, how, words.isEmpty() ? detail : words);
  }

  /** Whether nobody has noted how it ended. */
  boolean open() {
    return ended.isEmpty();
  }
}
