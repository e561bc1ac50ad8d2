package dev.ijen.image.boot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Gives a folder of a FAT32 file system clusters before it needs them, so that no driver lengthens
 * it when the power may go: whoever does writes the link to a new cluster and the mark that the
 * cluster is taken to different sectors of the table, and a folder with the first and without the
 * second cannot be read to its end.
 *
 * <p>EDK II never uses the place of a removed entry again: it writes behind the last one that ever
 * was there. So the room must be zeros; entries that were made and removed are none.
 */
final class FolderRoom implements AutoCloseable {
  private static final int ENTRY_BYTES = 32;
  private static final int NAME_BYTES = 11;
  private static final int VOLUME = 0x08; // the label, and parts of long names
  private static final byte REMOVED = (byte) 0xe5;

  private final FileChannel channel;
  private final int clusterBytes;
  private final int copies;
  private final long tableStart;
  private final long tableBytes;
  private final int rootCluster;

  private FolderRoom(FileChannel channel) throws IOException {
    this.channel = channel;
    ByteBuffer boot = read(0, 512);
    int sectorBytes = boot.getShort(11);
    this.clusterBytes = sectorBytes * boot.get(13);
    this.copies = boot.get(16);
    this.tableStart = (long) sectorBytes * boot.getShort(14);
    this.tableBytes = (long) sectorBytes * boot.getInt(36);
    this.rootCluster = boot.getInt(44);
  }

  /**
   * Opens a file system.
   *
   * @param file an image of FAT32 and nothing before it
   */
  static FolderRoom open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new FolderRoom(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Turns a file of zeros into the end of a folder of one cluster.
   *
   * @param parent short name of the folder, in the root, that holds both
   * @throws IOException when one of them is not there, or more than one cluster would have to be
   *     read to find it
   */
  void append(String parent, String folder, String zeros) throws IOException {
    int outer = cluster(entry(rootCluster, parent));
    int inner = cluster(entry(outer, folder));
    long file = entry(outer, zeros);
    for (int copy = 0; copy < copies; copy++) {
      ByteBuffer link = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      link.putInt(cluster(file)).flip();
      channel.write(link, tableStart + copy * tableBytes + (long) inner * Integer.BYTES);
    }
    channel.write(ByteBuffer.wrap(new byte[] {REMOVED}), file);
  }

  /** Where the entry of a name begins, in the first cluster of a folder. */
  private long entry(int folder, String name) throws IOException {
    String padded = (name + " ".repeat(NAME_BYTES)).substring(0, NAME_BYTES);
    long start = tableStart + copies * tableBytes + (folder - 2L) * clusterBytes;
    for (long at = start; at < start + clusterBytes; at += ENTRY_BYTES) {
      ByteBuffer entry = read(at, ENTRY_BYTES);
      byte[] found = new byte[NAME_BYTES];
      entry.get(0, found);
      if ((entry.get(NAME_BYTES) & VOLUME) == 0
          && new String(found, StandardCharsets.ISO_8859_1).equals(padded)) {
        return at;
      }
    }
    throw new IOException("FAT: no " + name);
  }

  private int cluster(long entry) throws IOException {
    ByteBuffer bytes = read(entry, ENTRY_BYTES);
    return bytes.getShort(20) << 16 | Short.toUnsignedInt(bytes.getShort(26));
  }

  private ByteBuffer read(long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("FAT: ends at " + (position + bytes.position()));
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
