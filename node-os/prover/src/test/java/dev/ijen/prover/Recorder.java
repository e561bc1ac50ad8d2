package dev.ijen.prover;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Records what changes on a disk in memory, in the format of dm-log-writes. */
final class Recorder {
  private static final int SECTOR = 512;

  private final ByteBuffer disk;
  private byte[] before;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private int entries;

  Recorder(ByteBuffer disk) {
    this.disk = disk;
    this.before = bytes();
  }

  /** Writes all changes since the last call, each run of sectors as one write. */
  Recorder write() {
    byte[] now = bytes();
    int sector = 0;
    while (sector < now.length / SECTOR) {
      int end = sector;
      while (end < now.length / SECTOR && differs(now, end)) {
        end++;
      }
      if (end > sector) {
        entry(sector, end - sector, 0);
        log.write(now, sector * SECTOR, (end - sector) * SECTOR);
      }
      sector = end + 1;
    }
    before = now;
    return this;
  }

  Recorder discard(int sector, int count) {
    entry(sector, count, 4);
    return this;
  }

  Recorder flush() {
    entry(0, 0, 1);
    return this;
  }

  Path save(Path file) throws Exception {
    ByteBuffer head = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(0x6a736677736872L).putLong(1).putLong(entries).putInt(SECTOR);
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    all.writeBytes(log.toByteArray());
    return Files.write(file, all.toByteArray());
  }

  private byte[] bytes() {
    byte[] bytes = new byte[disk.capacity()];
    disk.get(0, bytes);
    return bytes;
  }

  private boolean differs(byte[] now, int sector) {
    int from = sector * SECTOR;
    return !Arrays.equals(now, from, from + SECTOR, before, from, from + SECTOR);
  }

  private void entry(long sector, long count, long flags) {
    ByteBuffer head = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    log.writeBytes(head.putLong(sector).putLong(count).putLong(flags).array());
    entries++;
  }
}
