package dev.ijen.testing;

import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.Link;
import dev.ijen.linux.Links;
import dev.ijen.linux.PacketSocket;
import dev.ijen.linux.PacketSockets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sockets of links that hang on one wire: what one sends, all others hear. */
public final class FakePacketSockets implements PacketSockets {
  private final Links links;
  private final List<FakeSocket> wire = new CopyOnWriteArrayList<>();

  /** Sockets for these links. */
  public FakePacketSockets(Links links) {
    this.links = links;
  }

  @Override
  public PacketSocket open(int linkIndex, int udpPort) throws ErrnoException {
    link("bind", "packet socket to link " + linkIndex, linkIndex);
    var socket = new FakeSocket(linkIndex, udpPort);
    wire.add(socket);
    return socket;
  }

  private Link link(String operation, String operand, int index) throws ErrnoException {
    return links.list().stream()
        .filter(link -> link.index() == index)
        .findFirst()
        .orElseThrow(() -> new ErrnoException(operation, operand, Errno.ENODEV));
  }

  private final class FakeSocket implements PacketSocket {
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    private final int linkIndex;
    private final int udpPort;

    FakeSocket(int linkIndex, int udpPort) {
      this.linkIndex = linkIndex;
      this.udpPort = udpPort;
    }

    @Override
    public void send(HardwareAddress destination, byte[] packet) throws ErrnoException {
      String operand = destination + " on link " + linkIndex;
      if (!link("sendto", operand, linkIndex).up()) {
        throw new ErrnoException("sendto", operand, Errno.ENETDOWN);
      }
      wire.stream()
          .filter(other -> other.linkIndex != linkIndex && other.udpPort == targetPort(packet))
          .forEach(other -> other.heard.add(packet.clone()));
    }

    private static int targetPort(byte[] packet) {
      int header = (packet[0] & 15) * 4;
      return Short.toUnsignedInt(ByteBuffer.wrap(packet).getShort(header + 2));
    }

    @Override
    public Optional<byte[]> receive(Duration timeout) throws InterruptedException {
      return Optional.ofNullable(heard.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
      wire.remove(this);
    }
  }
}
