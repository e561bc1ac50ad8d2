package dev.ijen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetlinkCodecTest {
  private static final int ROUNDS = 500;

  @Test
  void addressesSurviveTheWayThroughAMessage() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      InterfaceAddress address = address(random);
      NetlinkMessage message = AddressCodec.encode(AddressCodec.RTM_NEWADDR, 0, address);

      assertThat(AddressCodec.decode(overTheWire(message))).as("seed %d", seed).isEqualTo(address);
    }
  }

  @Test
  void routesSurviveTheWayThroughAMessage() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      Route route = route(random);
      NetlinkMessage message = RouteCodec.encode(RouteCodec.RTM_NEWROUTE, 0, route);

      assertThat(RouteCodec.decode(overTheWire(message))).as("seed %d", seed).isEqualTo(route);
    }
  }

  @Test
  void aChangeOfALinkNamesTheLinkAndTheNewMtu() {
    Link asked =
        LinkCodec.decode(overTheWire(LinkCodec.encode(7, LinkChange.toUp().withMtu(1400))));

    assertThat(asked.index()).isEqualTo(7);
    assertThat(asked.up()).isTrue();
    assertThat(asked.mtu()).isEqualTo(1400);
  }

  @Test
  void brokenDatagramsAreRefusedAndNothingElse() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole = RouteCodec.encode(RouteCodec.RTM_NEWROUTE, 0, route(random)).with(0, 1).encode();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] broken = whole.clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      try {
        NetlinkMessage.decode(broken).forEach(RouteCodec::decode);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        // refused
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThatThrownBy(() -> NetlinkMessage.decode(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static NetlinkMessage overTheWire(NetlinkMessage message) {
    List<NetlinkMessage> messages = NetlinkMessage.decode(message.encode());
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  private static InterfaceAddress address(Random random) {
    Prefix prefix = prefix(random, random.nextBoolean() ? 4 : 16);
    boolean ipv4 = prefix.address().getAddress().length == 4;
    return new InterfaceAddress(
        1 + random.nextInt(100),
        prefix,
        random.nextInt(255),
        random.nextInt(0x400),
        random.nextInt(3) * 512,
        ipv4 && random.nextBoolean() ? Optional.of(inet(random, 4)) : Optional.empty(),
        ipv4 ? "eth" + random.nextInt(10) : "");
  }

  private static Route route(Random random) {
    int size = random.nextBoolean() ? 4 : 16;
    return new Route(
        size == 4 ? Route.AF_INET : Route.AF_INET6,
        random.nextBoolean() ? Optional.of(prefix(random, size)) : Optional.empty(),
        random.nextBoolean() ? Optional.of(inet(random, size)) : Optional.empty(),
        random.nextBoolean() ? Optional.of(inet(random, size)) : Optional.empty(),
        random.nextInt(100),
        random.nextInt(1000),
        random.nextInt(2000),
        random.nextInt(255),
        random.nextInt(8),
        random.nextInt(20),
        random.nextInt(8),
        random.nextInt(2) * 1400);
  }

  private static Prefix prefix(Random random, int size) {
    return new Prefix(inet(random, size), random.nextInt(size * 8 + 1));
  }

  private static InetAddress inet(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    bytes[0] = 0x20; // not an IPv4 address in IPv6 clothes
    return Inet.of(bytes);
  }
}
