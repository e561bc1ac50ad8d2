package dev.ijen.prover;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A copy of META with one value. */
final class TinyMeta {
  private static final int BYTES = 256 << 10;

  private TinyMeta() {}

  static byte[] of(int value) throws Exception {
    ByteBuffer copy = ByteBuffer.allocate(BYTES).putInt(0x5a4b3c2d);
    copy.putInt(0x0a).putInt(4).putInt(value).putInt(BYTES - 4, 0xa5b4c3d2);
    for (int i = 64; i < BYTES - 64; i += 512) {
      copy.put(i, (byte) value);
    }
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(copy.array());
    return copy.put(BYTES - 36, hash).array();
  }
}
