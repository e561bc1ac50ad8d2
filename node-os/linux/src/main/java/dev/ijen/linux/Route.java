package dev.ijen.linux;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A route.
 *
 * @param family AF_INET (2) or AF_INET6 (10)
 * @param destination empty for the default route
 * @param source preferred source address
 * @param outLink index of the link, 0 for none
 * @param table RT_TABLE: 254 main, 255 local
 * @param priority the metric; 0 lets the kernel choose
 * @param scope RT_SCOPE: 0 universe, 253 link, 254 host
 * @param type RTN: 1 unicast, 2 local, 3 broadcast
 * @param protocol RTPROT, who made it: 2 kernel, 3 boot, 4 static
 * @param flags RTNH_F of the next hop
 * @param mtu in bytes for this route; 0 for that of the link
 */
public record Route(
    int family,
    Optional<Prefix> destination,
    Optional<InetAddress> source,
    Optional<InetAddress> gateway,
    int outLink,
    int table,
    int priority,
    int scope,
    int type,
    int protocol,
    int flags,
    int mtu) {
  /** bits/socket.h. */
  public static final int AF_INET = 2;

  /** bits/socket.h. */
  public static final int AF_INET6 = 10;

  /** linux/rtnetlink.h. */
  public static final int RT_TABLE_MAIN = 254;

  /** linux/rtnetlink.h. */
  public static final int RT_SCOPE_UNIVERSE = 0;

  /** linux/rtnetlink.h. */
  public static final int RT_SCOPE_LINK = 253;

  /** linux/rtnetlink.h. */
  public static final int RTN_UNICAST = 1;

  /** linux/rtnetlink.h. */
  public static final int RTPROT_STATIC = 4;

  /** A default route of the main table. */
  public static Route defaultBy(InetAddress gateway, int outLink, int priority) {
    return new Route(
        gateway.getAddress().length == 4 ? AF_INET : AF_INET6,
        Optional.empty(),
        Optional.empty(),
        Optional.of(gateway),
        outLink,
        RT_TABLE_MAIN,
        priority,
        RT_SCOPE_UNIVERSE,
        RTN_UNICAST,
        RTPROT_STATIC,
        0,
        0);
  }

  /** The same to this network instead of everywhere. */
  public Route to(Prefix network) {
    return new Route(
        family,
        Optional.of(network),
        source,
        gateway,
        outLink,
        table,
        priority,
        scope,
        type,
        protocol,
        flags,
        mtu);
  }
}
