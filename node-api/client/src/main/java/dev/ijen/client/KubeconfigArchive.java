package dev.ijen.client;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.Data;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Takes a kubeconfig out of the gzipped tar, with this one file, in which nodes send it. */
final class KubeconfigArchive {
  private static final int BLOCK = 512;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int MOST_BYTES = 1 << 20;

  private KubeconfigArchive() {}

  /**
   * The text of the file.
   *
   * @throws IOException when it is no gzip, or its first file is not a small one
   */
  static String content(List<Data> parts) throws IOException {
    ByteString bytes =
        parts.stream().map(Data::getBytes).reduce(ByteString.EMPTY, ByteString::concat);
    try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      byte[] header = tar.readNBytes(BLOCK);
      if (header.length < BLOCK) {
        throw new IOException("kubeconfig: the node sent an empty archive");
      }
      int size = size(header);
      byte[] file = tar.readNBytes(size);
      if (file.length < size) {
        throw new IOException(
            "kubeconfig: the node sent " + file.length + " of " + size + " bytes");
      }
      return new String(file, StandardCharsets.UTF_8);
    }
  }

  private static int size(byte[] header) throws IOException {
    String digits = new String(header, SIZE_OFFSET, SIZE_DIGITS, StandardCharsets.US_ASCII);
    try {
      int size = Integer.parseInt(digits.strip(), 8);
      if (size <= MOST_BYTES) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new IOException("kubeconfig: the node sent no tar file", e);
    }
    throw new IOException("kubeconfig: the node sent a file of more than " + MOST_BYTES + " bytes");
  }
}
