package dev.ijen.prover.boot;

import dev.ijen.prover.disk.Sectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * META: two copies of 256 KiB from its start, big-endian: magic, tagged values, SHA-256 over the
 * copy with zeros in its place, magic. The first whole one counts.
 */
final class MetaCopies {
  private static final int COPY_SECTORS = 512;
  private static final int COPIES = 2;
  private static final int COPY_BYTES = COPY_SECTORS * Sectors.SECTOR;
  private static final int HASH_BYTES = 32;
  private static final int HASH = COPY_BYTES - Integer.BYTES - HASH_BYTES;
  private static final int MAGIC_BEFORE = 0x5a4b3c2d;
  private static final int MAGIC_AFTER = 0xa5b4c3d2;

  private final ContentCache<Optional<String>> known = new ContentCache<>();

  /** The hash of the copy that counts; empty if none is whole. */
  Optional<String> current(Sectors disk, Partition meta) throws IOException {
    for (int copy = 0; copy < COPIES; copy++) {
      long first = meta.first() + (long) copy * COPY_SECTORS;
      long[] sectors = LongStream.range(first, first + COPY_SECTORS).toArray();
      Optional<String> hash =
          known.get(disk, sectors, COPY_BYTES, () -> hash(disk.read(first, COPY_SECTORS)));
      if (hash.isPresent()) {
        return hash;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> hash(byte[] copy) {
    ByteBuffer in = ByteBuffer.wrap(copy);
    if (in.getInt(0) != MAGIC_BEFORE || in.getInt(COPY_BYTES - Integer.BYTES) != MAGIC_AFTER) {
      return Optional.empty();
    }
    byte[] hash = Arrays.copyOfRange(copy, HASH, HASH + HASH_BYTES);
    Arrays.fill(copy, HASH, HASH + HASH_BYTES, (byte) 0);
    return Arrays.equals(hash, Sha256.of(copy))
        ? Optional.of(HexFormat.of().formatHex(hash))
        : Optional.empty();
  }
}
