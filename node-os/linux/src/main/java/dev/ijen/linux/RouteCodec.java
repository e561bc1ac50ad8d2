package dev.ijen.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** Routes as rtnetlink messages: {@code struct rtmsg} and RTA attributes. */
final class RouteCodec {
  // linux/rtnetlink.h
  static final int RTM_NEWROUTE = 24;
  static final int RTM_DELROUTE = 25;
  static final int RTM_GETROUTE = 26;
  static final int RTA_DST = 1;
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_PREFSRC = 7;
  static final int RTA_METRICS = 8;
  static final int RTA_TABLE = 15;
  static final int RTAX_MTU = 2;

  /** {@code sizeof(struct rtmsg)}. */
  static final int RTMSG = 12;

  private static final int RT_TABLE_COMPAT = 252;

  private RouteCodec() {}

  /** The request for all routes. */
  static NetlinkMessage dump() {
    return NetlinkMessage.of(RTM_GETROUTE, NetlinkMessage.NLM_F_DUMP, new byte[RTMSG]);
  }

  /** The request to add or delete a route. */
  static NetlinkMessage encode(int type, int flags, Route route) {
    int table = route.table() < 256 ? route.table() : RT_TABLE_COMPAT;
    ByteBuffer fixed =
        NetlinkMessage.buffer(RTMSG)
            .put((byte) route.family())
            .put(route.destination().map(Prefix::length).orElse(0).byteValue())
            .put((byte) 0)
            .put((byte) 0)
            .put((byte) table)
            .put((byte) route.protocol())
            .put((byte) route.scope())
            .put((byte) route.type())
            .putInt(route.flags());
    NetlinkBody body = new NetlinkBody(fixed).integer(RTA_TABLE, route.table());
    route.destination().ifPresent(to -> body.address(RTA_DST, to.address()));
    route.gateway().ifPresent(gateway -> body.address(RTA_GATEWAY, gateway));
    route.source().ifPresent(source -> body.address(RTA_PREFSRC, source));
    body.integerIfSet(RTA_OIF, route.outLink());
    body.integerIfSet(RTA_PRIORITY, route.priority());
    if (route.mtu() != 0) {
      ByteBuffer none = NetlinkMessage.buffer(0);
      body.bytes(RTA_METRICS, new NetlinkBody(none).integer(RTAX_MTU, route.mtu()).finish());
    }
    return NetlinkMessage.of(type, flags, body.finish());
  }

  /** The route that a message of type {@code RTM_NEWROUTE} describes. */
  static Route decode(NetlinkMessage message) {
    ByteBuffer fixed = message.fixed();
    Map<Integer, byte[]> attributes = message.attributes(RTMSG);
    int length = unsigned(fixed, 1);
    Map<Integer, byte[]> metrics =
        NetlinkMessage.nested(attributes.getOrDefault(RTA_METRICS, new byte[0]));
    return new Route(
        unsigned(fixed, 0),
        address(attributes, RTA_DST).map(address -> new Prefix(address, length)),
        address(attributes, RTA_PREFSRC),
        address(attributes, RTA_GATEWAY),
        NetlinkMessage.integer(attributes, RTA_OIF),
        attributes.containsKey(RTA_TABLE)
            ? NetlinkMessage.integer(attributes, RTA_TABLE)
            : unsigned(fixed, 4),
        NetlinkMessage.integer(attributes, RTA_PRIORITY),
        unsigned(fixed, 6),
        unsigned(fixed, 7),
        unsigned(fixed, 5),
        fixed.getInt(8),
        NetlinkMessage.integer(metrics, RTAX_MTU));
  }

  private static int unsigned(ByteBuffer fixed, int offset) {
    return Byte.toUnsignedInt(fixed.get(offset));
  }

  private static Optional<InetAddress> address(Map<Integer, byte[]> attributes, int type) {
    return Optional.ofNullable(attributes.get(type)).map(Inet::of);
  }
}
