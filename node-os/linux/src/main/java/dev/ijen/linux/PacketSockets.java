package dev.ijen.linux;

/** Sockets for a link that has no address yet, as DHCP needs them. */
public interface PacketSockets {

  /**
   * Opens a socket on a link that hears IPv4/UDP packets to one port.
   *
   * @param linkIndex of the kernel
   * @param udpPort the destination port to hear
   * @throws ErrnoException {@code ENODEV}, {@code ENETDOWN}, {@code EPERM} without {@code
   *     CAP_NET_RAW}
   */
  PacketSocket open(int linkIndex, int udpPort) throws ErrnoException;
}
