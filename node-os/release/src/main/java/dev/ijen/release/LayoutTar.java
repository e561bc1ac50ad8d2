package dev.ijen.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An OCI layout as one file, as {@code ctr image import} and {@code skopeo oci-archive:} take it:
 * sorted entries, no times, no owners.
 *
 * @see <a
 *     href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06">ustar
 *     interchange format</a>
 */
public final class LayoutTar {
  private static final int BLOCK = 512;

  private LayoutTar() {}

  /** Writes all files of the layout. */
  public static void write(OciLayout layout, Path tar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(layout.folder())) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(tar)) {
      for (Path file : files) {
        long bytes = Files.size(file);
        out.write(header(layout.folder().relativize(file).toString(), bytes));
        Files.copy(file, out);
        out.write(new byte[(int) (Math.ceilDiv(bytes, BLOCK) * BLOCK - bytes)]);
      }
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static byte[] header(String name, long bytes) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(bytes));
    put(header, 136, "00000000000\0");
    put(header, 148, "        "); // the checksum counts as spaces
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += Byte.toUnsignedInt(one);
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
