package dev.ijen.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads what is on the disk, past the page cache.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/open.2.html">open(2), O_DIRECT</a>
 */
public final class UncachedFile {
  private static final int O_DIRECT = 0x4000; // asm-generic/fcntl.h
  private static final int CHUNK = 1 << 20;
  private static final int ALIGNMENT = 4096; // of memory and offset: no disk wants more

  private UncachedFile() {}

  /** SHA-256 of a whole file, in hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    return sha256(file, Files.size(file));
  }

  /**
   * SHA-256 of the first bytes of a file or device, in hexadecimal digits.
   *
   * @throws IOException when it is shorter
   * @throws ErrnoException {@code EINVAL} where the file system knows no such reads
   */
  public static String sha256(Path file, long bytes) throws IOException {
    MessageDigest digest = digest();
    try (Descriptor descriptor = Descriptor.open(file.toString(), Descriptor.O_RDONLY | O_DIRECT);
        Arena arena = Arena.ofConfined()) {
      MemorySegment chunk = arena.allocate(CHUNK, ALIGNMENT);
      for (long left = bytes; left > 0; ) {
        long read =
            Syscall.call(
                "read",
                file.toString(),
                Syscall.READ,
                descriptor.number(),
                chunk.address(),
                chunk.byteSize());
        if (read == 0) {
          throw new IOException("%s ends %d bytes early".formatted(file, left));
        }
        digest.update(chunk.asSlice(0, Math.min(read, left)).asByteBuffer());
        left -= read;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
