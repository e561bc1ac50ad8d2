package dev.ijen.prover;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** An initramfs in the format newc of cpio(5). */
final class Initramfs {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int inode = 1;

  Initramfs file(String name, byte[] content) {
    int mode = name.equals("init") ? 0100755 : 0100644;
    int named = name.length() + 1;
    out.writeBytes(
        "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%s\0"
            .formatted(inode++, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, named, 0, name)
            .getBytes(StandardCharsets.US_ASCII));
    pad();
    out.writeBytes(content);
    pad();
    return this;
  }

  byte[] finish() {
    return file("TRAILER!!!", new byte[0]).out.toByteArray();
  }

  private void pad() {
    out.writeBytes(new byte[-out.size() & 3]);
  }
}
