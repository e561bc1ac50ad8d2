package dev.ijen.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files of {@code /proc/sys} and {@code /sys} that hold one value. The kernel gives some values to
 * the first read of a file and nothing to the next, so that {@code Files.readString}, which begins
 * with a read of one byte, sees one digit of a number.
 */
public final class KernelFile {
  /** No value is longer: the kernel prints into one page. */
  private static final int PAGE_BYTES = 4096;

  private KernelFile() {}

  /** The value in a file, without the space around it. */
  public static String read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer value = ByteBuffer.allocate(PAGE_BYTES);
      channel.read(value);
      return StandardCharsets.UTF_8.decode(value.flip()).toString().strip();
    }
  }
}
