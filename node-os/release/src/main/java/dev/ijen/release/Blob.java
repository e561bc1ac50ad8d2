package dev.ijen.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Some bytes, by what they are and how many.
 *
 * @param bytes their number, not negative
 */
public record Blob(Digest digest, long bytes) {
  public Blob {
    if (bytes < 0) {
      throw new IllegalArgumentException("a blob of " + bytes + " bytes");
    }
  }

  /** What stands for these bytes. */
  public static Blob of(byte[] content) {
    return new Blob(Digest.of(content), content.length);
  }

  /** What stands for the bytes of a file. */
  public static Blob ofFile(Path file) throws IOException {
    return new Blob(Digest.ofFile(file), Files.size(file));
  }
}
