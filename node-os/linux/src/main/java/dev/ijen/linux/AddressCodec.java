package dev.ijen.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Addresses as rtnetlink messages: {@code struct ifaddrmsg} and IFA attributes. */
final class AddressCodec {
  // linux/rtnetlink.h
  static final int RTM_NEWADDR = 20;
  static final int RTM_DELADDR = 21;
  static final int RTM_GETADDR = 22;

  /** {@code sizeof(struct ifaddrmsg)}. */
  static final int IFADDRMSG = 8;

  // linux/if_addr.h
  static final int IFA_ADDRESS = 1;
  static final int IFA_LOCAL = 2;
  static final int IFA_LABEL = 3;
  static final int IFA_BROADCAST = 4;
  static final int IFA_FLAGS = 8;
  static final int IFA_RT_PRIORITY = 9;

  private AddressCodec() {}

  /** The request for all addresses. */
  static NetlinkMessage dump() {
    return NetlinkMessage.of(RTM_GETADDR, NetlinkMessage.NLM_F_DUMP, new byte[IFADDRMSG]);
  }

  /** The request to add or delete an address. */
  static NetlinkMessage encode(int type, int flags, InterfaceAddress address) {
    InetAddress local = address.prefix().address();
    int family = local.getAddress().length == 4 ? Route.AF_INET : Route.AF_INET6;
    ByteBuffer fixed =
        NetlinkMessage.buffer(IFADDRMSG)
            .put((byte) family)
            .put((byte) address.prefix().length())
            .put((byte) address.flags())
            .put((byte) address.scope())
            .putInt(address.linkIndex());
    NetlinkBody body =
        new NetlinkBody(fixed)
            .address(IFA_LOCAL, local)
            .address(IFA_ADDRESS, local)
            .integer(IFA_FLAGS, address.flags())
            .integerIfSet(IFA_RT_PRIORITY, address.priority());
    address.broadcast().ifPresent(broadcast -> body.address(IFA_BROADCAST, broadcast));
    if (!address.label().isEmpty()) {
      body.bytes(IFA_LABEL, (address.label() + "\0").getBytes(StandardCharsets.UTF_8));
    }
    return NetlinkMessage.of(type, flags, body.finish());
  }

  /** The address that a message of type {@code RTM_NEWADDR} describes. */
  static InterfaceAddress decode(NetlinkMessage message) {
    ByteBuffer fixed = message.fixed();
    Map<Integer, byte[]> attributes = message.attributes(IFADDRMSG);
    byte[] peer = attributes.getOrDefault(IFA_ADDRESS, new byte[4]);
    byte[] local = attributes.getOrDefault(IFA_LOCAL, peer); // IPv6 has IFA_ADDRESS alone
    return new InterfaceAddress(
        fixed.getInt(4),
        new Prefix(Inet.of(local), Byte.toUnsignedInt(fixed.get(1))),
        Byte.toUnsignedInt(fixed.get(3)),
        attributes.containsKey(IFA_FLAGS)
            ? NetlinkMessage.integer(attributes, IFA_FLAGS)
            : Byte.toUnsignedInt(fixed.get(2)),
        NetlinkMessage.integer(attributes, IFA_RT_PRIORITY),
        Optional.ofNullable(attributes.get(IFA_BROADCAST)).map(Inet::of),
        NetlinkMessage.string(attributes, IFA_LABEL).orElse(""));
  }
}
