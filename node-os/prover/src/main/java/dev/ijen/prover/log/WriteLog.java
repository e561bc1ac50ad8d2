package dev.ijen.prover.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The writes of a disk in the order of their completion, as QEMU's block driver {@code
 * blklogwrites} records them in the format of dm-log-writes. A flush stands where it completed.
 *
 * @see <a
 *     href="https://docs.kernel.org/admin-guide/device-mapper/log-writes.html">dm-log-writes</a>
 */
public final class WriteLog implements AutoCloseable {
  /** Bytes of a sector, of the log and of the disk. */
  public static final int SECTOR = 512;

  private static final long MAGIC = 0x6a73_6677_7368_72L;
  private static final long VERSION = 1;
  private static final int HEAD_BYTES = 32;
  private static final int FLUSH = 1;
  private static final int DISCARD = 1 << 2;

  private final FileChannel channel;
  private final List<LogEntry> entries;

  private WriteLog(FileChannel channel, List<LogEntry> entries) {
    this.channel = channel;
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads all entries that the last flush or the end of QEMU counted.
   *
   * @throws IOException for a log of another kind, one with sectors of other than 512 bytes or with
   *     flags that QEMU does not write
   */
  public static WriteLog open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      return new WriteLog(channel, read(channel));
    } catch (IOException e) {
      channel.close();
      throw new IOException("write log " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<LogEntry> read(FileChannel channel) throws IOException {
    ByteBuffer head = head(channel, 0);
    if (head.getLong(0) != MAGIC || head.getLong(8) != VERSION || head.getInt(24) != SECTOR) {
      throw new IOException("no dm-log-writes of version 1 with sectors of 512 bytes");
    }
    int count = Math.toIntExact(head.getLong(16));
    var entries = new ArrayList<LogEntry>(count);
    long position = SECTOR;
    for (int i = 0; i < count; i++) {
      head = head(channel, position);
      position += SECTOR;
      LogEntry entry =
          new LogEntry(kind(head.getLong(16), i), head.getLong(0), head.getLong(8), position);
      if (entry.kind() == LogEntry.Kind.WRITE) {
        position += entry.sectors() * SECTOR;
      }
      entries.add(entry);
    }
    return entries;
  }

  private static LogEntry.Kind kind(long flags, int index) throws IOException {
    if (flags == 0) {
      return LogEntry.Kind.WRITE;
    }
    if (flags == FLUSH) {
      return LogEntry.Kind.FLUSH;
    }
    if (flags == DISCARD) {
      return LogEntry.Kind.DISCARD;
    }
    throw new IOException("entry %d has flags %#x".formatted(index, flags));
  }

  private static ByteBuffer head(FileChannel channel, long position) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, head, position);
    return head;
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, position + buffer.position());
      if (read < 0) {
        throw new EOFException("ends at " + (position + buffer.position()));
      }
    }
  }

  /** All entries in order. */
  public List<LogEntry> entries() {
    return entries;
  }

  /** The bytes that an entry wrote to a sector; zeros for a discard. */
  public byte[] data(LogEntry entry, long sector) throws IOException {
    return data(entry, sector, 1);
  }

  /** The bytes that an entry wrote to consecutive sectors; zeros for a discard. */
  public byte[] data(LogEntry entry, long sector, int count) throws IOException {
    byte[] bytes = new byte[count * SECTOR];
    if (entry.kind() == LogEntry.Kind.WRITE) {
      readFully(
          channel, ByteBuffer.wrap(bytes), entry.dataOffset() + (sector - entry.sector()) * SECTOR);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
