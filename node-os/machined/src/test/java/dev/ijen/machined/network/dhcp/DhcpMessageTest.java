package dev.ijen.machined.network.dhcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DhcpMessageTest {
  private static final long SEED = 20260101;
  private static final int ROUNDS = 2_000;

  @Test
  void decodingWhatWasEncodedGivesTheSame() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      DhcpMessage message = message(random);
      assertThat(DhcpMessage.decode(message.encode())).as("round %d", round).isEqualTo(message);
    }
  }

  @Test
  void anOptionLongerThanItsLengthFieldIsSplitAndJoined() {
    var options = new TreeMap<Integer, String>();
    options.put(DhcpOption.CLASSLESS_STATIC_ROUTE, "ab".repeat(700));
    DhcpMessage message = base(options);

    assertThat(DhcpMessage.decode(message.encode()).options()).isEqualTo(options);
  }

  @Test
  void anythingElseIsRefusedWithAReasonAndNeverBreaksTheReader() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] octets = message(random).encode();
      byte[] cut = Arrays.copyOf(octets, random.nextInt(octets.length));
      for (int change = random.nextInt(4); change > 0 && cut.length > 0; change--) {
        cut[random.nextInt(cut.length)] = (byte) random.nextInt();
      }
      try {
        DhcpMessage.decode(cut);
      } catch (IllegalArgumentException e) {
        assertThat(e).as("round %d", round).hasMessageMatching(".+");
      }
    }
  }

  @Test
  void aMessageWithoutTheCookieIsNone() {
    byte[] octets = message(new Random(SEED)).encode();
    octets[236] = 0;
    assertThatThrownBy(() -> DhcpMessage.decode(octets)).hasMessage("magic cookie is wrong");
  }

  @Test
  void datagramsCarryChecksumsThatTheKernelAccepts() {
    var datagram =
        new UdpDatagram(
            Ipv4.parse("10.0.0.1"), 67, Ipv4.parse("10.0.0.2"), 68, ByteString.copyFromUtf8("abc"));

    byte[] packet = datagram.encode();

    assertThat(onesComplementSum(Arrays.copyOf(packet, 20), 0)).isEqualTo(0xffff);
    byte[] udp = Arrays.copyOfRange(packet, 20, packet.length);
    int pseudo = 0x0a00 + 1 + 0x0a00 + 2 + 17 + udp.length;
    assertThat(onesComplementSum(udp, pseudo)).isEqualTo(0xffff);
    assertThat(UdpDatagram.decode(packet)).contains(datagram);
  }

  @Test
  void packetsThatAreNoDatagramAreLeftAlone() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      UdpDatagram.decode(noise).ifPresent(datagram -> assertThat(datagram.payload()).isNotNull());
    }
    assertThat(UdpDatagram.decode(new byte[0])).isEmpty();
  }

  private static int onesComplementSum(byte[] octets, int start) {
    int sum = start;
    for (int i = 0; i < octets.length; i++) {
      sum += Byte.toUnsignedInt(octets[i]) << (i % 2 == 0 ? 8 : 0);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return sum;
  }

  private static DhcpMessage message(Random random) {
    var options = new TreeMap<Integer, String>();
    for (int count = random.nextInt(6); count > 0; count--) {
      byte[] value = new byte[random.nextInt(300)];
      random.nextBytes(value);
      options.put(1 + random.nextInt(254), HexFormat.of().formatHex(value));
    }
    byte[] hardware = new byte[6];
    random.nextBytes(hardware);
    return new DhcpMessage(
        random.nextBoolean() ? DhcpMessage.Operation.REQUEST : DhcpMessage.Operation.REPLY,
        random.nextInt(),
        random.nextInt(0x10000),
        random.nextBoolean(),
        new Ipv4(random.nextInt()),
        new Ipv4(random.nextInt()),
        MacAddress.of(hardware),
        options);
  }

  private static DhcpMessage base(SortedMap<Integer, String> options) {
    return new DhcpMessage(
        DhcpMessage.Operation.REPLY,
        1,
        0,
        false,
        Ipv4.NONE,
        Ipv4.NONE,
        new MacAddress("52:54:00:00:00:01"),
        options);
  }
}
