package dev.ijen.prover.log;

/**
 * One thing that a disk was told.
 *
 * @param sector the first sector; 0 for a flush
 * @param sectors how many; 0 for a flush
 * @param dataOffset where the written bytes begin in the log
 */
public record LogEntry(Kind kind, long sector, long sectors, long dataOffset) {
  /** What it was told. */
  public enum Kind {
    /** To write sectors. */
    WRITE,
    /** To forget sectors, which then read as zeros. */
    DISCARD,
    /** To make all writes before durable. */
    FLUSH
  }

  /** Whether it changes any of these sectors. */
  public boolean touches(long first, long count) {
    return sector < first + count && first < sector + sectors;
  }

  /** The sector behind the last one. */
  public long end() {
    return sector + sectors;
  }
}
