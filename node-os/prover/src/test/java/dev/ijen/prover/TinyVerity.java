package dev.ijen.prover;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A root image with its tree of two levels. */
final class TinyVerity {
  private static final int BLOCK = 4096;
  private static final byte[] SALT = {1, 2, 3};

  /** Data, then the tree. */
  final byte[] image;

  /** The kernel argument of it. */
  final String argument;

  private TinyVerity(byte[] image, String argument) {
    this.image = image;
    this.argument = argument;
  }

  /**
   * @param blocks more than 128 and at most 16384
   */
  static TinyVerity of(byte seed, int blocks) throws Exception {
    byte[] data = new byte[blocks * BLOCK];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (seed + i / 512 * 7);
    }
    byte[] low = hashes(data);
    byte[] top = hashes(low);
    var image = new ByteArrayOutputStream();
    image.writeBytes(data);
    image.writeBytes(top);
    image.writeBytes(low);
    HexFormat hex = HexFormat.of();
    return new TinyVerity(
        image.toByteArray(),
        "%d,%d,%s,%s".formatted(blocks, blocks, hex.formatHex(hash(top, 0)), hex.formatHex(SALT)));
  }

  private static byte[] hashes(byte[] blocks) throws Exception {
    int count = blocks.length / BLOCK;
    byte[] hashes = new byte[Math.ceilDiv(count * 32, BLOCK) * BLOCK];
    for (int i = 0; i < count; i++) {
      System.arraycopy(hash(blocks, i), 0, hashes, i * 32, 32);
    }
    return hashes;
  }

  private static byte[] hash(byte[] blocks, int number) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(SALT);
    digest.update(blocks, number * BLOCK, BLOCK);
    return digest.digest();
  }
}
