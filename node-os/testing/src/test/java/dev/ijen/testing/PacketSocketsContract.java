package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.Link;
import dev.ijen.linux.LinkChange;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.PacketSocket;
import dev.ijen.linux.PacketSockets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link PacketSockets} promise. */
@Timeout(30)
abstract class PacketSocketsContract {
  private static final HardwareAddress EVERYBODY = new HardwareAddress("ff:ff:ff:ff:ff:ff");
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int SERVER = 67;
  private static final int CLIENT = 68;

  abstract PacketSockets sockets();

  /** A namespace with links {@code eth0} and {@code peer}, down, at the ends of one wire. */
  abstract Links links();

  abstract NetlinkEvents events();

  @Test
  void aPacketReachesTheOtherEnd() throws Exception {
    bringUp();
    try (PacketSocket client = sockets().open(index("eth0"), CLIENT);
        PacketSocket server = sockets().open(index("peer"), SERVER)) {
      byte[] question = datagram(SERVER, "question");
      byte[] answer = datagram(CLIENT, "answer");

      client.send(EVERYBODY, question);
      assertThat(server.receive(SOON)).contains(question);
      server.send(EVERYBODY, answer);
      assertThat(client.receive(SOON)).contains(answer);
    }
  }

  @Test
  void otherPortsAreNotHeard() throws Exception {
    bringUp();
    try (PacketSocket client = sockets().open(index("eth0"), CLIENT);
        PacketSocket server = sockets().open(index("peer"), SERVER)) {
      client.send(EVERYBODY, datagram(4000, "for another"));
      client.send(EVERYBODY, datagram(SERVER, "for the server"));

      assertThat(server.receive(SOON)).contains(datagram(SERVER, "for the server"));
      assertThat(server.receive(Duration.ofMillis(1))).isEmpty();
    }
  }

  @Test
  void aMissingLinkAndALinkThatIsDownAreNamed() throws Exception {
    assertThatThrownBy(() -> sockets().open(4711, CLIENT))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENODEV))
        .hasMessage("bind packet socket to link 4711: ENODEV");
    try (PacketSocket client = sockets().open(index("eth0"), CLIENT)) {
      assertThatThrownBy(() -> client.send(EVERYBODY, datagram(SERVER, "question")))
          .isInstanceOfSatisfying(
              ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENETDOWN));
    }
  }

  /** The kernel drops packets in silence until a link is up in the sense of RFC 2863. */
  private void bringUp() throws Exception {
    try (var changes = events().subscribe(EnumSet.of(NetlinkEvents.Group.RTNLGRP_LINK))) {
      links().change(index("eth0"), LinkChange.toUp());
      links().change(index("peer"), LinkChange.toUp());
      while (!operational("eth0") || !operational("peer")) {
        changes.await();
      }
    }
  }

  private boolean operational(String name) throws ErrnoException {
    return link(name).operationalState() == Link.IF_OPER_UP;
  }

  private int index(String name) throws ErrnoException {
    return link(name).index();
  }

  private Link link(String name) throws ErrnoException {
    return links().list().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  /** IPv4 and UDP headers without checksums, which packet sockets do not look at. */
  private static byte[] datagram(int port, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(28 + payload.length)
        .put((byte) 0x45)
        .put((byte) 0)
        .putShort((short) (28 + payload.length))
        .putInt(0)
        .put((byte) 64)
        .put((byte) 17)
        .putShort((short) 0)
        .putInt(0)
        .putInt(-1)
        .putShort((short) 4711)
        .putShort((short) port)
        .putShort((short) (8 + payload.length))
        .putShort((short) 0)
        .put(payload)
        .array();
  }
}
