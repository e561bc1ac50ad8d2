package dev.ijen.machined.meta;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One of the two copies in META, as the contract lays it out, big-endian: magic, entries of tag,
 * size and value, zeros, SHA-256 of the whole with the hash as zeros, magic.
 */
final class MetaCopy {
  /** Bytes of a copy. */
  static final int BYTES = 256 << 10;

  private static final int MAGIC_BEFORE = 0x5a4b3c2d;
  private static final int MAGIC_AFTER = 0xa5b4c3d2;
  private static final int HASH_BYTES = 32;
  private static final int HASH = BYTES - Integer.BYTES - HASH_BYTES;
  private static final int HEAD_BYTES = 2 * Integer.BYTES;

  private MetaCopy() {}

  /**
   * Lays values out.
   *
   * @throws IOException when they do not fit
   */
  static byte[] encode(SortedMap<Integer, byte[]> values) throws IOException {
    ByteBuffer copy = ByteBuffer.allocate(BYTES).putInt(MAGIC_BEFORE);
    for (Map.Entry<Integer, byte[]> value : values.entrySet()) {
      if (copy.position() + HEAD_BYTES + value.getValue().length > HASH) {
        throw new IOException("META: key 0x%02x does not fit".formatted(value.getKey()));
      }
      copy.putInt(value.getKey()).putInt(value.getValue().length).put(value.getValue());
    }
    copy.putInt(BYTES - Integer.BYTES, MAGIC_AFTER);
    return copy.put(HASH, hash(copy.array())).array();
  }

  /** Reads a copy; empty when it is not whole. */
  static Optional<SortedMap<Integer, byte[]>> decode(byte[] bytes) {
    ByteBuffer copy = ByteBuffer.wrap(bytes);
    if (bytes.length != BYTES
        || copy.getInt(0) != MAGIC_BEFORE
        || copy.getInt(BYTES - Integer.BYTES) != MAGIC_AFTER) {
      return Optional.empty();
    }
    byte[] expected = Arrays.copyOfRange(bytes, HASH, HASH + HASH_BYTES);
    byte[] blank = bytes.clone();
    Arrays.fill(blank, HASH, HASH + HASH_BYTES, (byte) 0);
    return Arrays.equals(expected, hash(blank)) ? entries(copy) : Optional.empty();
  }

  private static Optional<SortedMap<Integer, byte[]>> entries(ByteBuffer copy) {
    var values = new TreeMap<Integer, byte[]>();
    copy.position(Integer.BYTES).limit(HASH);
    while (copy.remaining() >= HEAD_BYTES) {
      int key = copy.getInt();
      if (key == 0) {
        break;
      }
      int length = copy.getInt();
      if (length < 0 || length > copy.remaining()) {
        return Optional.empty();
      }
      byte[] value = new byte[length];
      copy.get(value);
      values.put(key, value);
    }
    return Optional.of(values);
  }

  private static byte[] hash(byte[] blank) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(blank);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
