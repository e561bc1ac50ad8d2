package dev.ijen.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a tar archive whose bytes only depend on what is added: no times, everything owned by
 * root. Not for use by several threads.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06">ustar
 *     interchange format</a>
 */
public final class Ustar implements AutoCloseable {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final char FILE = '0';
  private static final char LINK = '2';
  private static final char FOLDER = '5';

  private final OutputStream out;

  /** Writes to a stream, which {@link #close} closes. */
  public Ustar(OutputStream out) {
    this.out = out;
  }

  /** Adds a file with the bytes of another. */
  public void file(String name, int mode, Path content) throws IOException {
    long bytes = Files.size(content);
    out.write(header(name, mode, bytes, FILE, ""));
    Files.copy(content, out);
    pad(bytes);
  }

  /** Adds a file with these bytes. */
  public void file(String name, int mode, byte[] content) throws IOException {
    out.write(header(name, mode, content.length, FILE, ""));
    out.write(content);
    pad(content.length);
  }

  /** Adds a folder. */
  public void folder(String name, int mode) throws IOException {
    out.write(header(name + "/", mode, 0, FOLDER, ""));
  }

  /** Adds a symbolic link. */
  public void link(String name, String target) throws IOException {
    out.write(header(name, 0777, 0, LINK, target));
  }

  /** Ends the archive. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }

  private void pad(long bytes) throws IOException {
    out.write(new byte[(int) (Math.ceilDiv(bytes, BLOCK) * BLOCK - bytes)]);
  }

  private static byte[] header(String name, int mode, long bytes, char type, String target) {
    byte[] header = new byte[BLOCK];
    put(header, 0, limited(name));
    put(header, 100, "%07o\0".formatted(mode));
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(bytes));
    put(header, 136, "00000000000\0");
    put(header, 148, "        "); // the checksum counts as spaces
    put(header, 156, String.valueOf(type));
    put(header, 157, limited(target));
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += Byte.toUnsignedInt(one);
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static String limited(String name) {
    if (name.length() > NAME_BYTES || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      throw new IllegalArgumentException("not 100 ASCII characters at most: " + name);
    }
    return name;
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
