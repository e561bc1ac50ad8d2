package dev.ijen.linux;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** Links as rtnetlink messages: {@code struct ifinfomsg} and IFLA attributes. */
final class LinkCodec {
  // linux/rtnetlink.h
  static final int RTM_NEWLINK = 16;
  static final int RTM_GETLINK = 18;

  /** {@code sizeof(struct ifinfomsg)}. */
  static final int IFINFOMSG = 16;

  // linux/if_link.h
  static final int IFLA_ADDRESS = 1;
  static final int IFLA_BROADCAST = 2;
  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_LINK = 5;
  static final int IFLA_QDISC = 6;
  static final int IFLA_MASTER = 10;
  static final int IFLA_OPERSTATE = 16;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_INFO_KIND = 1;
  static final int IFLA_PERM_ADDRESS = 54;

  private LinkCodec() {}

  /** The request for all links. */
  static NetlinkMessage dump() {
    return NetlinkMessage.of(RTM_GETLINK, NetlinkMessage.NLM_F_DUMP, new byte[IFINFOMSG]);
  }

  /** The request to change a link. */
  static NetlinkMessage encode(int index, LinkChange change) {
    ByteBuffer fixed =
        NetlinkMessage.buffer(IFINFOMSG)
            .putInt(0)
            .putInt(index)
            .putInt(change.up() ? Link.IFF_UP : 0)
            .putInt(Link.IFF_UP);
    NetlinkBody body = new NetlinkBody(fixed);
    change.mtu().ifPresent(bytes -> body.integer(IFLA_MTU, bytes));
    return NetlinkMessage.of(RTM_NEWLINK, 0, body.finish());
  }

  /** The link that a message of type {@code RTM_NEWLINK} describes. */
  static Link decode(NetlinkMessage message) {
    ByteBuffer fixed = message.fixed();
    Map<Integer, byte[]> attributes = message.attributes(IFINFOMSG);
    return new Link(
        fixed.getInt(4),
        NetlinkMessage.string(attributes, IFLA_IFNAME).orElse(""),
        Short.toUnsignedInt(fixed.getShort(2)),
        fixed.getInt(8),
        address(attributes, IFLA_ADDRESS),
        address(attributes, IFLA_PERM_ADDRESS),
        address(attributes, IFLA_BROADCAST),
        NetlinkMessage.integer(attributes, IFLA_MTU),
        NetlinkMessage.string(attributes, IFLA_QDISC).orElse(""),
        operationalState(attributes),
        kind(attributes),
        NetlinkMessage.integer(attributes, IFLA_LINK),
        NetlinkMessage.integer(attributes, IFLA_MASTER));
  }

  private static HardwareAddress address(Map<Integer, byte[]> attributes, int type) {
    return Optional.ofNullable(attributes.get(type))
        .map(HardwareAddress::of)
        .orElse(HardwareAddress.NONE);
  }

  private static int operationalState(Map<Integer, byte[]> attributes) {
    byte[] state = attributes.get(IFLA_OPERSTATE);
    return state == null || state.length == 0 ? 0 : state[0];
  }

  private static Optional<String> kind(Map<Integer, byte[]> attributes) {
    return Optional.ofNullable(attributes.get(IFLA_LINKINFO))
        .flatMap(info -> NetlinkMessage.string(NetlinkMessage.nested(info), IFLA_INFO_KIND));
  }
}
