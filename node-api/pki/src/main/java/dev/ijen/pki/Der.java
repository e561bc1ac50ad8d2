package dev.ijen.pki;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The few DER forms that turn SEC 1 and PKCS #1 keys into PKCS #8 and back (X.690). */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int CONTEXT_0 = 0xa0;

  private final byte[] bytes;
  private int position;

  Der(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** One element: tag, length, concatenated content. */
  static byte[] element(int tag, byte[]... content) {
    var body = new ByteArrayOutputStream();
    for (byte[] part : content) {
      body.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, body.size());
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }

  boolean hasMore() {
    return position < bytes.length;
  }

  int peekTag() throws PkiException {
    if (!hasMore()) {
      throw truncated();
    }
    return bytes[position] & 0xff;
  }

  /** The content of the next element, which must have the tag. */
  byte[] next(int tag) throws PkiException {
    if (peekTag() != tag) {
      throw new PkiException("read DER: tag %#x where %#x belongs".formatted(peekTag(), tag));
    }
    position++;
    int length = readLength();
    if (length < 0 || length > bytes.length - position) {
      throw truncated();
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  private int readLength() throws PkiException {
    int first = readByte();
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = first & 0x7f; i > 0; i--) {
      length = (length << 8) | readByte();
    }
    return length;
  }

  private int readByte() throws PkiException {
    if (!hasMore()) {
      throw truncated();
    }
    return bytes[position++] & 0xff;
  }

  private static PkiException truncated() {
    return new PkiException("read DER: the structure is cut short");
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
  }
}
