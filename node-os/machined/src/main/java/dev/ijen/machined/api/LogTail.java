package dev.ijen.machined.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Reads a file from some lines before its end, and on as it grows. */
final class LogTail {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int CHUNK_BYTES = 16 << 10;

  private LogTail() {}

  /** Takes pieces of a file. */
  @FunctionalInterface
  interface Sink {
    /** Takes the bytes between position and limit; the buffer is used again afterwards. */
    void accept(ByteBuffer bytes) throws InterruptedException;
  }

  /**
   * Reads a file.
   *
   * @param lines how many lines before the end to begin; negative for the whole file
   * @param follow whether to wait for more, without end, until interrupted
   */
  static void read(Path file, int lines, boolean follow, Sink sink)
      throws IOException, InterruptedException {
    while (follow && !Files.exists(file)) {
      Thread.sleep(LOOK);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(lines < 0 ? 0 : start(channel, lines));
      var buffer = ByteBuffer.allocate(CHUNK_BYTES);
      while (true) {
        drain(channel, buffer, sink);
        if (!follow) {
          return;
        }
        Thread.sleep(LOOK);
        if (channel.size() < channel.position()) {
          channel.position(0); // emptied when it outgrew its bound
        }
      }
    }
  }

  private static void drain(FileChannel channel, ByteBuffer buffer, Sink sink)
      throws IOException, InterruptedException {
    while (channel.read(buffer.clear()) > 0) {
      sink.accept(buffer.flip());
    }
  }

  /** Where the last lines begin; a line break at the very end begins no line. */
  private static long start(FileChannel channel, int lines) throws IOException {
    long end = channel.size();
    if (lines == 0) {
      return end;
    }
    int missing = lines;
    var buffer = ByteBuffer.allocate(CHUNK_BYTES);
    for (long to = end; to > 0; to = Math.max(0, to - CHUNK_BYTES)) {
      long from = Math.max(0, to - CHUNK_BYTES);
      buffer.clear().limit((int) (to - from));
      int read = channel.read(buffer, from);
      for (int i = read - 1; i >= 0; i--) {
        boolean last = from + i == end - 1;
        if (buffer.get(i) == '\n' && !last && --missing == 0) {
          return from + i + 1;
        }
      }
    }
    return 0;
  }
}
