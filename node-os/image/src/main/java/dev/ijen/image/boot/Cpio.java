package dev.ijen.image.boot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An archive in the format of the kernel's initramfs ("newc"): owner root, time 0, so that equal
 * content gives equal bytes.
 *
 * @see <a href="https://docs.kernel.org/driver-api/early-userspace/buffer-format.html">initramfs
 *     buffer format</a>
 */
final class Cpio {
  private static final int DIRECTORY = 0040755;
  private static final int REGULAR = 0100000;
  private static final int ALIGNMENT = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int inode = 1;

  Cpio directory(String name) {
    return entry(name, DIRECTORY, new byte[0]);
  }

  Cpio file(String name, int permissions, byte[] content) {
    return entry(name, REGULAR | permissions, content);
  }

  /** The archive; the object is used up. */
  byte[] finish() {
    inode = 0;
    entry("TRAILER!!!", 0, new byte[0]);
    return out.toByteArray();
  }

  private Cpio entry(String name, int mode, byte[] content) {
    byte[] nameBytes = (name + '\0').getBytes(StandardCharsets.UTF_8);
    int links = (mode & DIRECTORY) == DIRECTORY ? 2 : 1;
    // magic ino mode uid gid nlink mtime filesize devmajor devminor rdevmajor rdevminor namesize
    // check
    String header =
        "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X"
            .formatted(
                inode++, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, nameBytes.length, 0);
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(nameBytes);
    pad();
    out.writeBytes(content);
    pad();
    return this;
  }

  private void pad() {
    while (out.size() % ALIGNMENT != 0) {
      out.write(0);
    }
  }
}
