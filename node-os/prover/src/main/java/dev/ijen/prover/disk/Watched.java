package dev.ijen.prover.disk;

import dev.ijen.prover.log.LogEntry;

/**
 * The sectors that decide whether a node boots: from the disk's start to the end of its last fixed
 * partition, and the backup of the partition table at the disk's end. What lies between is data of
 * the node.
 *
 * @param head sectors from the start
 * @param tail the first sector of the backup table
 */
public record Watched(long head, long tail) {
  /** Whether the sector is one of them. */
  public boolean contains(long sector) {
    return sector < head || sector >= tail;
  }

  /** Whether the entry changes any of them. */
  public boolean touchedBy(LogEntry entry) {
    return entry.sector() < head || entry.end() > tail;
  }
}
