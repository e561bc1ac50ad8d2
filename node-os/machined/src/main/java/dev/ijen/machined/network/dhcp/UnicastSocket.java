package dev.ijen.machined.network.dhcp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Asks a server from the address of the lease (RFC 2131, section 4.4.5). The kernel finds the way
 * and the hardware address, through a router too. Answers are heard elsewhere: while this is open,
 * the kernel does not refuse them.
 */
final class UnicastSocket implements AutoCloseable {
  private final int port;
  private Optional<DatagramSocket> socket = Optional.empty();

  /** Sends from this port. */
  UnicastSocket(int port) {
    this.port = port;
  }

  /**
   * Sends a datagram.
   *
   * @throws IOException when the node no longer has the address, or no way to the server
   */
  void send(Ipv4 from, Ipv4 to, int toPort, byte[] payload) throws IOException {
    if (socket.isEmpty()) {
      socket = Optional.of(new DatagramSocket(new InetSocketAddress(inet(from), port)));
    }
    socket.get().send(new DatagramPacket(payload, payload.length, inet(to), toPort));
  }

  @Override
  public void close() {
    socket.ifPresent(DatagramSocket::close);
  }

  private static InetAddress inet(Ipv4 address) {
    return InetAddress.ofLiteral(address.toString());
  }
}
