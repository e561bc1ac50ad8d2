package dev.ijen.prover.disk;

import java.io.IOException;

/** A disk that is only read, in sectors of 512 bytes. */
public interface Sectors {
  /** Bytes of a sector. */
  int SECTOR = 512;

  /** Sectors of the disk. */
  long count();

  /**
   * Reads consecutive sectors.
   *
   * @throws IOException when they are not all on the disk
   */
  byte[] read(long sector, int count) throws IOException;

  /**
   * Names the content of a sector: sectors of the same number and version are equal, on all disks
   * that one history makes. 0 is the content before all writes.
   */
  int version(long sector);
}
