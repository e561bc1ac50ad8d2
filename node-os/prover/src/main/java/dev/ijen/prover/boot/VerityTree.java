package dev.ijen.prover.boot;

import dev.ijen.prover.disk.Sectors;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash tree of a slot: SHA-256, blocks of 4096 bytes, salt before the data, topmost level
 * first. Blocks are numbered from the slot's start, data and tree alike.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/device-mapper/verity.html">dm-verity</a>
 */
final class VerityTree {
  private static final int BLOCK_SECTORS = 8;
  private static final int HASH_BYTES = 32;
  private static final int HASHES = 128; // of a block
  private static final Pattern ARGUMENT =
      Pattern.compile("(\\d{1,9}),(\\d{1,9}),([0-9a-f]{64}),([0-9a-f]{2,512})");

  private final int dataBlocks;
  private final byte[] root;
  private final byte[] salt;
  private final int[] levelStart; // by level, the lowest first
  private final int[] levelBlocks;
  private final MessageDigest digest = Sha256.digest();

  private VerityTree(int dataBlocks, int treeStart, byte[] root, byte[] salt) {
    this.dataBlocks = dataBlocks;
    this.root = root;
    this.salt = salt;
    int levels = 0;
    for (int blocks = dataBlocks; blocks > 1 || levels == 0; levels++) {
      blocks = Math.ceilDiv(blocks, HASHES);
    }
    this.levelStart = new int[levels];
    this.levelBlocks = new int[levels];
    int blocks = dataBlocks;
    for (int level = 0; level < levels; level++) {
      blocks = Math.ceilDiv(blocks, HASHES);
      levelBlocks[level] = blocks;
    }
    int start = treeStart;
    for (int level = levels - 1; level >= 0; level--) {
      levelStart[level] = start;
      start += levelBlocks[level];
    }
  }

  /** Reads the value of the kernel argument {@code ijen.verity}. */
  static VerityTree parse(String argument) throws DamagedException {
    Matcher matcher = ARGUMENT.matcher(argument);
    if (!matcher.matches() || matcher.group(1).equals("0")) {
      throw new DamagedException("verity table " + argument);
    }
    HexFormat hex = HexFormat.of();
    return new VerityTree(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        hex.parseHex(matcher.group(3)),
        hex.parseHex(matcher.group(4)));
  }

  /** Blocks of data and tree. */
  int blocks() {
    return levelStart[0] + levelBlocks[0];
  }

  /** The bad ones among all blocks. */
  BitSet bad(Sectors disk, long slot) throws IOException {
    var all = new BitSet();
    all.set(0, dataBlocks);
    for (int level = 0; level < levelStart.length; level++) {
      all.set(levelStart[level], levelStart[level] + levelBlocks[level]);
    }
    var bad = new BitSet();
    update(bad, all, disk, slot);
    return bad;
  }

  /**
   * Looks again at blocks that changed, and at those whose hashes are in them.
   *
   * @param bad corrected in place
   */
  void update(BitSet bad, BitSet changed, Sectors disk, long slot) throws IOException {
    var suspects = new BitSet();
    suspects.or(changed);
    for (int block = changed.nextSetBit(0); block >= 0; block = changed.nextSetBit(block + 1)) {
      int level = level(block);
      if (level >= 0) {
        int first = (block - levelStart[level]) * HASHES;
        int below = level == 0 ? dataBlocks : levelBlocks[level - 1];
        int start = level == 0 ? 0 : levelStart[level - 1];
        suspects.set(start + first, start + Math.min(first + HASHES, below));
      }
    }
    int parent = -1;
    byte[] hashes = new byte[0];
    for (int block = suspects.nextSetBit(0); block >= 0; block = suspects.nextSetBit(block + 1)) {
      int own = level(block);
      if (own < 0 && block >= dataBlocks) {
        continue; // no part of the image
      }
      int index = own < 0 ? block : block - levelStart[own];
      byte[] expected = root;
      if (own + 1 < levelStart.length) {
        int above = levelStart[own + 1] + index / HASHES;
        if (above != parent) {
          hashes = read(disk, slot, above);
          parent = above;
        }
        int at = index % HASHES * HASH_BYTES;
        expected = Arrays.copyOfRange(hashes, at, at + HASH_BYTES);
      }
      digest.update(salt);
      bad.set(block, !Arrays.equals(digest.digest(read(disk, slot, block)), expected));
    }
  }

  /** The level of a block of the tree, 0 the lowest; -1 for others. */
  private int level(int block) {
    for (int level = 0; level < levelStart.length; level++) {
      if (block >= levelStart[level] && block < levelStart[level] + levelBlocks[level]) {
        return level;
      }
    }
    return -1;
  }

  private static byte[] read(Sectors disk, long slot, int block) throws IOException {
    return disk.read(slot + (long) block * BLOCK_SECTORS, BLOCK_SECTORS);
  }
}
