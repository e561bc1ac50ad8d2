package dev.ijen.linux;

import java.time.Duration;
import java.util.Optional;

/**
 * Sends and receives whole IPv4 packets on one link.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/packet.7.html">packet(7)</a>
 */
public interface PacketSocket extends AutoCloseable {

  /**
   * Sends a packet.
   *
   * @param packet from the first byte of the IPv4 header on
   * @throws ErrnoException {@code ENETDOWN} when the link is down
   */
  void send(HardwareAddress destination, byte[] packet) throws ErrnoException;

  /**
   * Receives a packet, from the first byte of its IPv4 header on.
   *
   * @return empty when none came in time
   */
  Optional<byte[]> receive(Duration timeout) throws ErrnoException, InterruptedException;

  @Override
  void close();
}
