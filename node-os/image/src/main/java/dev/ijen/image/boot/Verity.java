package dev.ijen.image.boot;

import dev.ijen.image.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash tree of dm-verity, format 1, SHA-256, without superblock, appended to its data.
 *
 * @param dataBlocks number of data blocks of 4096 bytes; the tree starts right behind them
 * @param rootHash in hex
 * @param salt in hex
 * @see <a href="https://docs.kernel.org/admin-guide/device-mapper/verity.html">dm-verity</a>
 */
public record Verity(long dataBlocks, String rootHash, String salt) {
  private static final int BLOCK = 4096;
  private static final int READ_BLOCKS = 256;

  /** The value of the kernel argument {@code ijen.verity}. */
  public String argument() {
    return "%d,%d,%s,%s".formatted(dataBlocks, dataBlocks, rootHash, salt);
  }

  /** Pads the file to whole blocks and appends its tree, topmost level first. */
  public static Verity append(Path file, byte[] salt) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long blocks = Math.ceilDiv(channel.size(), BLOCK);
      pad(channel, blocks * BLOCK);
      List<byte[]> levels = new ArrayList<>();
      byte[] level = hashFile(channel, salt);
      levels.add(level);
      while (level.length > BLOCK) {
        level = hashBlocks(level, salt);
        levels.add(level);
      }
      channel.position(blocks * BLOCK);
      for (byte[] one : levels.reversed()) {
        writeFully(channel, ByteBuffer.wrap(one));
      }
      byte[] root = hash(ContentHash.sha256(), salt, level, 0);
      HexFormat hex = HexFormat.of();
      return new Verity(blocks, hex.formatHex(root), hex.formatHex(salt));
    }
  }

  private static void pad(FileChannel channel, long size) throws IOException {
    channel.position(channel.size());
    writeFully(channel, ByteBuffer.allocate((int) (size - channel.size())));
  }

  private static byte[] hashFile(FileChannel channel, byte[] salt) throws IOException {
    MessageDigest digest = ContentHash.sha256();
    var hashes = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(READ_BLOCKS * BLOCK);
    channel.position(0);
    while (readFully(channel, buffer.clear()) > 0) {
      for (int offset = 0; offset < buffer.position(); offset += BLOCK) {
        hashes.writeBytes(hash(digest, salt, buffer.array(), offset));
      }
    }
    return wholeBlocks(hashes);
  }

  private static byte[] hashBlocks(byte[] level, byte[] salt) {
    MessageDigest digest = ContentHash.sha256();
    var hashes = new ByteArrayOutputStream();
    for (int offset = 0; offset < level.length; offset += BLOCK) {
      hashes.writeBytes(hash(digest, salt, level, offset));
    }
    return wholeBlocks(hashes);
  }

  private static byte[] hash(MessageDigest digest, byte[] salt, byte[] bytes, int offset) {
    digest.update(salt);
    digest.update(bytes, offset, BLOCK);
    return digest.digest();
  }

  private static byte[] wholeBlocks(ByteArrayOutputStream hashes) {
    hashes.writeBytes(new byte[Math.ceilDiv(hashes.size(), BLOCK) * BLOCK - hashes.size()]);
    return hashes.toByteArray();
  }

  private static int readFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // until the buffer is full or the file ends
    }
    return buffer.position();
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
