package dev.ijen.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One netlink message: a header, a fixed structure and attributes, in the byte order of the host.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>
 */
final class NetlinkMessage {
  /** {@code sizeof(struct nlmsghdr)}. */
  static final int HEADER = 16;

  /** {@code sizeof(struct rtattr)}. */
  static final int ATTRIBUTE_HEADER = 4;

  // linux/netlink.h
  static final int NLMSG_ERROR = 2;
  static final int NLMSG_DONE = 3;
  static final int NLM_F_REQUEST = 1;
  static final int NLM_F_ACK = 4;
  static final int NLM_F_DUMP_INTR = 0x10;
  static final int NLM_F_DUMP = 0x300;
  static final int NLM_F_REPLACE = 0x100;
  static final int NLM_F_CREATE = 0x400;

  private static final int TYPE_MASK = 0x3fff;

  private final int type;
  private final int flags;
  private final int sequence;
  private final byte[] body;

  private NetlinkMessage(int type, int flags, int sequence, byte[] body) {
    this.type = type;
    this.flags = flags;
    this.sequence = sequence;
    this.body = body;
  }

  /** A request that carries a fixed structure and attributes. */
  static NetlinkMessage of(int type, int flags, byte[] body) {
    return new NetlinkMessage(type, flags, 0, body);
  }

  /** The same with more flags and a sequence number. */
  NetlinkMessage with(int moreFlags, int number) {
    return new NetlinkMessage(type, flags | moreFlags, number, body);
  }

  int type() {
    return type;
  }

  int flags() {
    return flags;
  }

  /** The bytes on the wire. */
  byte[] encode() {
    return buffer(HEADER + body.length)
        .putInt(HEADER + body.length)
        .putShort((short) type)
        .putShort((short) flags)
        .putInt(sequence)
        .putInt(0)
        .put(body)
        .array();
  }

  /**
   * The messages of one datagram.
   *
   * @throws IllegalArgumentException when lengths do not fit
   */
  static List<NetlinkMessage> decode(byte[] datagram) {
    ByteBuffer in = buffer(datagram);
    List<NetlinkMessage> messages = new ArrayList<>();
    while (in.remaining() >= HEADER) {
      int start = in.position();
      int length = in.getInt();
      if (length < HEADER || length > datagram.length - start) {
        throw new IllegalArgumentException("netlink message of " + length + " bytes");
      }
      int type = Short.toUnsignedInt(in.getShort());
      int flags = Short.toUnsignedInt(in.getShort());
      int sequence = in.getInt();
      in.getInt();
      byte[] body = new byte[length - HEADER];
      in.get(body);
      messages.add(new NetlinkMessage(type, flags, sequence, body));
      in.position(Math.min(datagram.length, start + aligned(length)));
    }
    return messages;
  }

  /** The body, ready to be read. */
  ByteBuffer fixed() {
    return buffer(body);
  }

  /**
   * The attributes behind a fixed structure.
   *
   * @throws IllegalArgumentException when lengths do not fit
   */
  Map<Integer, byte[]> attributes(int fixedLength) {
    ByteBuffer in = buffer(body);
    in.position(Math.min(body.length, aligned(fixedLength)));
    return attributes(in);
  }

  /** The attributes within an attribute. */
  static Map<Integer, byte[]> nested(byte[] attribute) {
    return attributes(buffer(attribute));
  }

  /** An integer attribute, or 0. */
  static int integer(Map<Integer, byte[]> attributes, int type) {
    byte[] value = attributes.get(type);
    return value == null || value.length < 4 ? 0 : buffer(value).getInt();
  }

  /** A string attribute without its NUL. */
  static Optional<String> string(Map<Integer, byte[]> attributes, int type) {
    return Optional.ofNullable(attributes.get(type))
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .map(text -> text.indexOf('\0') < 0 ? text : text.substring(0, text.indexOf('\0')));
  }

  /** Zeroed space in the byte order of the host. */
  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  /** A length rounded up to the alignment of messages and attributes. */
  static int aligned(int length) {
    return (length + 3) & ~3;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private static Map<Integer, byte[]> attributes(ByteBuffer in) {
    Map<Integer, byte[]> attributes = new HashMap<>();
    while (in.remaining() >= ATTRIBUTE_HEADER) {
      int start = in.position();
      int length = Short.toUnsignedInt(in.getShort());
      int type = Short.toUnsignedInt(in.getShort()) & TYPE_MASK;
      if (length < ATTRIBUTE_HEADER || length > in.limit() - start) {
        throw new IllegalArgumentException("netlink attribute of " + length + " bytes");
      }
      byte[] value = new byte[length - ATTRIBUTE_HEADER];
      in.get(value);
      attributes.put(type, value);
      in.position(Math.min(in.limit(), start + aligned(length)));
    }
    return attributes;
  }
}
