package dev.ijen.machined.network.dhcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server granted.
 *
 * @param address the address of the node
 * @param prefix the length of its network, 0 to 32
 * @param server whom to ask for more time
 * @param routes from option 121 when it is there (routers are ignored then, RFC 3442), else one
 *     default route for each router
 * @param duration how long the address may be used; at least a minute is assumed
 * @param renewAfter when to ask this server again (T1)
 * @param rebindAfter when to ask any server (T2)
 */
public record Lease(
    Ipv4 address,
    int prefix,
    Ipv4 server,
    List<Route> routes,
    List<Ipv4> nameServers,
    List<Ipv4> timeServers,
    Optional<String> hostName,
    Optional<String> domainName,
    Optional<Integer> mtu,
    Duration duration,
    Duration renewAfter,
    Duration rebindAfter) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration WITHOUT_WORD = Duration.ofHours(1);
  private static final int SMALLEST_MTU = 68; // RFC 2132, section 5.1

  public Lease {
    routes = List.copyOf(routes);
    nameServers = List.copyOf(nameServers);
    timeServers = List.copyOf(timeServers);
  }

  /** A way to a network; {@link Ipv4#NONE} as gateway means that it is on the link. */
  public record Route(Ipv4 network, int prefix, Ipv4 gateway) {}

  /**
   * Reads an acknowledgement or an offer.
   *
   * @throws IllegalArgumentException when an option that is needed is missing or broken; says which
   */
  static Lease of(DhcpMessage message) {
    Ipv4 server =
        first(message, DhcpOption.SERVER_IDENTIFIER)
            .orElseThrow(() -> new IllegalArgumentException("no server identifier (option 54)"));
    if (message.yourAddress().equals(Ipv4.NONE)) {
      throw new IllegalArgumentException("no address is offered");
    }
    Duration duration = seconds(message, DhcpOption.LEASE_TIME).orElse(WITHOUT_WORD);
    duration = duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
    Duration rebind = before(duration, seconds(message, DhcpOption.REBINDING_TIME), 7, 8);
    Duration renew = before(rebind, seconds(message, DhcpOption.RENEWAL_TIME), 4, 7);
    return new Lease(
        message.yourAddress(),
        first(message, DhcpOption.SUBNET_MASK).map(Ipv4::prefixLength).orElse(32),
        server,
        routes(message),
        addresses(message, DhcpOption.DOMAIN_NAME_SERVER),
        addresses(message, DhcpOption.NTP_SERVERS),
        text(message, DhcpOption.HOST_NAME),
        text(message, DhcpOption.DOMAIN_NAME),
        mtu(message),
        duration,
        renew,
        rebind);
  }

  /**
   * What the server said, if it lies before the end; else the given part of the end (RFC 2131,
   * 4.4.5).
   */
  private static Duration before(
      Duration end, Optional<Duration> said, int numerator, int denominator) {
    return said.filter(time -> time.compareTo(end) < 0)
        .orElse(end.multipliedBy(numerator).dividedBy(denominator));
  }

  private static List<Route> routes(DhcpMessage message) {
    Optional<byte[]> classless = message.option(DhcpOption.CLASSLESS_STATIC_ROUTE);
    if (classless.isPresent()) {
      return classless(classless.get());
    }
    return addresses(message, DhcpOption.ROUTER).stream()
        .map(router -> new Route(Ipv4.NONE, 0, router))
        .toList();
  }

  /**
   * RFC 3442: prefix length, as many octets of the network as matter, gateway; a broken tail is
   * dropped.
   */
  private static List<Route> classless(byte[] value) {
    var routes = new ArrayList<Route>();
    ByteBuffer in = ByteBuffer.wrap(value);
    while (in.hasRemaining()) {
      int prefix = Byte.toUnsignedInt(in.get());
      int octets = (prefix + 7) / 8;
      if (prefix > 32 || in.remaining() < octets + Integer.BYTES) {
        break;
      }
      byte[] network = new byte[Integer.BYTES];
      in.get(network, 0, octets);
      Ipv4 to = new Ipv4(ByteBuffer.wrap(network).getInt()).network(prefix);
      routes.add(new Route(to, prefix, new Ipv4(in.getInt())));
    }
    return routes;
  }

  private static Optional<Ipv4> first(DhcpMessage message, int code) {
    return addresses(message, code).stream().findFirst();
  }

  private static List<Ipv4> addresses(DhcpMessage message, int code) {
    var addresses = new ArrayList<Ipv4>();
    message
        .option(code)
        .map(ByteBuffer::wrap)
        .ifPresent(
            in -> {
              while (in.remaining() >= Integer.BYTES) {
                addresses.add(new Ipv4(in.getInt()));
              }
            });
    return addresses;
  }

  private static Optional<Duration> seconds(DhcpMessage message, int code) {
    return message
        .option(code)
        .filter(value -> value.length == Integer.BYTES)
        .map(value -> Duration.ofSeconds(Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt())));
  }

  private static Optional<Integer> mtu(DhcpMessage message) {
    return message
        .option(DhcpOption.INTERFACE_MTU)
        .filter(value -> value.length == Short.BYTES)
        .map(value -> Short.toUnsignedInt(ByteBuffer.wrap(value).getShort()))
        .filter(mtu -> mtu >= SMALLEST_MTU);
  }

  /**
   * A name; servers end it with NUL at times. Anything but letters, digits, dots and dashes is no
   * name.
   */
  private static Optional<String> text(DhcpMessage message, int code) {
    return message
        .option(code)
        .map(value -> new String(value, StandardCharsets.US_ASCII).replace("\0", ""))
        .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}"));
  }
}
