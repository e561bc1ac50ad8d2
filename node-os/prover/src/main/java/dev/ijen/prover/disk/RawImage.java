package dev.ijen.prover.disk;

import dev.ijen.prover.log.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes a crashed disk a file that a machine can boot, with all that the log wrote to it. */
public final class RawImage {
  private static final int CHUNK_SECTORS = 2048;

  private RawImage() {}

  /**
   * Writes a sparse raw image. Of the sectors that are not watched it has what was flushed, and of
   * the rest what the state says of whole writes.
   *
   * @param target a file that is not there yet
   */
  public static void write(History history, CrashState state, Path target) throws IOException {
    Epoch epoch = history.epochs().get(state.epoch());
    try (FileChannel out =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      copy(history.base(), out);
      for (int i = 0; i < epoch.end(); i++) {
        LogEntry entry = history.log().entries().get(i);
        for (long sector = entry.sector(); sector < entry.end(); ) {
          int count = run(epoch, i, entry, sector, state.survivors());
          if (count > 0) {
            put(out, history.log().data(entry, sector, count), sector);
          }
          sector += Math.max(count, 1);
        }
      }
    }
  }

  /** How many sectors from this one on are on the disk. */
  private static int run(Epoch epoch, int index, LogEntry entry, long sector, Survivors survivors) {
    int most = (int) Math.min(entry.end() - sector, CHUNK_SECTORS);
    if (index < epoch.start()) {
      return most;
    }
    int count = 0;
    while (count < most && survivors.has(epoch, index, sector + count)) {
      count++;
    }
    return count;
  }

  private static void copy(BaseDisk base, FileChannel out) throws IOException {
    byte[] zeros = new byte[CHUNK_SECTORS * Sectors.SECTOR];
    for (long sector = 0; sector < base.count(); sector += CHUNK_SECTORS) {
      int count = (int) Math.min(CHUNK_SECTORS, base.count() - sector);
      ByteBuffer chunk = ByteBuffer.wrap(base.read(sector, count));
      if (chunk.mismatch(ByteBuffer.wrap(zeros, 0, chunk.capacity())) >= 0) {
        put(out, chunk.array(), sector);
      }
    }
    if (out.size() < Files.size(base.file())) {
      put(out, new byte[Sectors.SECTOR], base.count() - 1);
    }
  }

  private static void put(FileChannel out, byte[] bytes, long sector) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer, sector * Sectors.SECTOR + buffer.position());
    }
  }
}
