package dev.ijen.prover.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A raw image: the disk before the first write that was recorded. */
public final class BaseDisk implements Sectors, AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final long count;

  private BaseDisk(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.count = channel.size() / SECTOR;
  }

  /** Opens a raw image, which nobody may change meanwhile. */
  public static BaseDisk open(Path file) throws IOException {
    return new BaseDisk(file, FileChannel.open(file));
  }

  /** The image. */
  public Path file() {
    return file;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public byte[] read(long sector, int sectors) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(sectors * SECTOR);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, sector * SECTOR + buffer.position()) < 0) {
        throw new EOFException("%s ends before sector %d".formatted(file, sector + sectors));
      }
    }
    return buffer.array();
  }

  @Override
  public int version(long sector) {
    return 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
