package dev.ijen.image.parts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held while one process fills one entry of the cache; others wait. Released with the process. */
public final class CacheLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private CacheLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits for the lock of an entry.
   *
   * @param entry the folder or file that is made under the lock; the lock file lies beside it
   */
  public static CacheLock of(Path entry) throws IOException {
    Files.createDirectories(entry.getParent());
    Path file = entry.resolveSibling("." + entry.getFileName() + ".lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return new CacheLock(channel, channel.lock());
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
