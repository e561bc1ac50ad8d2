package dev.ijen.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Puts the body of a netlink message together: a fixed structure, then attributes. */
final class NetlinkBody {
  private ByteBuffer out = NetlinkMessage.buffer(256);

  /** Begins with these bytes. */
  NetlinkBody(ByteBuffer fixed) {
    out.put(fixed.flip());
  }

  /** Adds a number of 32 bits. */
  NetlinkBody integer(int type, int value) {
    return bytes(type, NetlinkMessage.buffer(4).putInt(value).array());
  }

  /** Adds a number of 32 bits unless it is 0, which stands for absent. */
  NetlinkBody integerIfSet(int type, int value) {
    return value == 0 ? this : integer(type, value);
  }

  /** Adds an address. */
  NetlinkBody address(int type, InetAddress address) {
    return bytes(type, address.getAddress());
  }

  /** Adds an attribute. */
  NetlinkBody bytes(int type, byte[] value) {
    int length = NetlinkMessage.ATTRIBUTE_HEADER + value.length;
    int padded = NetlinkMessage.aligned(length);
    if (out.remaining() < padded) {
      out = NetlinkMessage.buffer(out.capacity() * 2 + padded).put(out.flip());
    }
    int end = out.position() + padded;
    out.putShort((short) length).putShort((short) type).put(value).position(end);
    return this;
  }

  /** The finished body. */
  byte[] finish() {
    byte[] body = new byte[out.position()];
    out.get(0, body);
    return body;
  }
}
