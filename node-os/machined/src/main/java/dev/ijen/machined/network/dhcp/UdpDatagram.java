package dev.ijen.machined.network.dhcp;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A UDP datagram in an IPv4 packet (RFC 768, RFC 791), for a link whose end has no address yet. */
record UdpDatagram(Ipv4 source, int sourcePort, Ipv4 target, int targetPort, ByteString payload) {
  private static final int IP_BYTES = 20;
  private static final int UDP_BYTES = 8;
  private static final int UDP = 17;
  private static final int TIME_TO_LIVE = 64;

  /** The packet with both checksums. */
  byte[] encode() {
    int length = IP_BYTES + UDP_BYTES + payload.size();
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) 0x45).put((byte) 0).putShort((short) length).putInt(0);
    out.put((byte) TIME_TO_LIVE).put((byte) UDP).putShort((short) 0);
    out.putInt(source.bits()).putInt(target.bits());
    out.putShort(10, (short) checksum(sum(out.array(), 0, IP_BYTES)));
    out.putShort((short) sourcePort).putShort((short) targetPort);
    out.putShort((short) (UDP_BYTES + payload.size()))
        .putShort((short) 0)
        .put(payload.asReadOnlyByteBuffer());
    out.putShort(IP_BYTES + 6, (short) udpChecksum(out.array()));
    return out.array();
  }

  /** The datagram in a packet; empty for any other packet, a fragment, or one that is broken. */
  static Optional<UdpDatagram> decode(byte[] packet) {
    if (packet.length < IP_BYTES + UDP_BYTES || packet[0] >> 4 != 4) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(packet);
    int header = (packet[0] & 15) * 4;
    boolean fragment = (in.getShort(6) & 0x3fff) != 0;
    boolean fits = header >= IP_BYTES && packet.length >= header + UDP_BYTES;
    if (packet[9] != UDP || fragment || !fits) {
      return Optional.empty();
    }
    int length = Short.toUnsignedInt(in.getShort(header + 4));
    if (length < UDP_BYTES || packet.length < header + length) {
      return Optional.empty();
    }
    return Optional.of(
        new UdpDatagram(
            new Ipv4(in.getInt(12)),
            Short.toUnsignedInt(in.getShort(header)),
            new Ipv4(in.getInt(16)),
            Short.toUnsignedInt(in.getShort(header + 2)),
            ByteString.copyFrom(packet, header + UDP_BYTES, length - UDP_BYTES)));
  }

  private static int udpChecksum(byte[] packet) {
    int udpLength = packet.length - IP_BYTES;
    int pseudoHeader = sum(packet, 12, IP_BYTES) + UDP + udpLength;
    int checksum = checksum(pseudoHeader + sum(packet, IP_BYTES, packet.length));
    return checksum == 0 ? 0xffff : checksum; // 0 means that there is none
  }

  private static int sum(byte[] octets, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += Byte.toUnsignedInt(octets[i]) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  /** The ones' complement of the ones' complement sum (RFC 1071). */
  private static int checksum(int sum) {
    int folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return ~folded & 0xffff;
  }
}
