package dev.ijen.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/** Packet sockets of the running kernel. */
final class FfmPacketSockets implements PacketSockets {
  // bits/socket.h
  static final int AF_PACKET = 17;
  static final int SOCK_DGRAM = 2;
  static final int SOL_SOCKET = 1;
  static final int SO_ATTACH_FILTER = 26;

  /** {@code linux/if_ether.h}. */
  static final int ETH_P_IP = 0x0800;

  /** {@code sizeof(struct sockaddr_ll)}. */
  static final int SOCKADDR_LL = 20;

  /** {@code sizeof(struct sock_filter)}. */
  static final int SOCK_FILTER = 8;

  /** {@code sizeof(struct sock_fprog)}, with the pointer at 8. */
  static final int SOCK_FPROG = 16;

  private static final int LARGEST = 65536;

  @Override
  public PacketSocket open(int linkIndex, int udpPort) throws ErrnoException {
    long number =
        Syscall.call(
            "socket",
            "AF_PACKET",
            Syscall.SOCKET,
            AF_PACKET,
            SOCK_DGRAM | NetlinkSocket.SOCK_CLOEXEC | NetlinkSocket.SOCK_NONBLOCK,
            0);
    var descriptor = new Descriptor("packet socket on link " + linkIndex, (int) number);
    try {
      filter(descriptor, udpPort);
      bind(descriptor, linkIndex);
    } catch (ErrnoException e) {
      descriptor.close();
      throw e;
    }
    return new Socket(descriptor, linkIndex);
  }

  /** Binding with a protocol starts the reception: the filter is there before. */
  private static void bind(Descriptor descriptor, int linkIndex) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      Syscall.call(
          "bind",
          "packet socket to link " + linkIndex,
          Syscall.BIND,
          descriptor.number(),
          Syscall.copy(arena, address(linkIndex, HardwareAddress.NONE)).address(),
          SOCKADDR_LL);
    }
  }

  private static void filter(Descriptor descriptor, int udpPort) throws ErrnoException {
    ByteBuffer program = udpTo(udpPort);
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer head =
          NetlinkMessage.buffer(SOCK_FPROG)
              .putShort((short) (program.capacity() / SOCK_FILTER))
              .putLong(8, Syscall.copy(arena, program).address());
      Syscall.call(
          "setsockopt",
          "SO_ATTACH_FILTER",
          Syscall.SETSOCKOPT,
          descriptor.number(),
          SOL_SOCKET,
          SO_ATTACH_FILTER,
          Syscall.copy(arena, head).address(),
          SOCK_FPROG);
    }
  }

  /**
   * A classic BPF program that keeps unfragmented IPv4/UDP packets to a port.
   *
   * @see <a href="https://docs.kernel.org/networking/filter.html">Linux Socket Filtering</a>
   */
  static ByteBuffer udpTo(int port) {
    ByteBuffer out = NetlinkMessage.buffer(9 * SOCK_FILTER);
    instruction(out, 0x30, 0, 0, 9); //          ldb [9]: protocol
    instruction(out, 0x15, 0, 6, 17); //         jeq UDP, else drop
    instruction(out, 0x28, 0, 0, 6); //          ldh [6]: fragment
    instruction(out, 0x45, 4, 0, 0x1fff); //     jset offset: drop
    instruction(out, 0xb1, 0, 0, 0); //          ldxb 4*([0]&0xf): header length
    instruction(out, 0x48, 0, 0, 2); //          ldh [x+2]: destination port
    instruction(out, 0x15, 0, 1, port); //       jeq port, else drop
    instruction(out, 0x06, 0, 0, LARGEST); //    ret all
    instruction(out, 0x06, 0, 0, 0); //          ret nothing
    return out;
  }

  private static void instruction(ByteBuffer out, int code, int yes, int no, int operand) {
    out.putShort((short) code).put((byte) yes).put((byte) no).putInt(operand);
  }

  private static ByteBuffer address(int linkIndex, HardwareAddress destination) {
    byte[] hardware = destination.bytes();
    ByteBuffer out = NetlinkMessage.buffer(SOCKADDR_LL).putShort((short) AF_PACKET);
    out.order(ByteOrder.BIG_ENDIAN).putShort((short) ETH_P_IP).order(ByteOrder.nativeOrder());
    out.putInt(linkIndex).put(11, (byte) hardware.length).put(12, hardware);
    return out;
  }

  private record Socket(Descriptor descriptor, int linkIndex) implements PacketSocket {

    @Override
    public void send(HardwareAddress destination, byte[] packet) throws ErrnoException {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment bytes = Syscall.copy(arena, packet);
        Syscall.call(
            "sendto",
            destination + " on link " + linkIndex,
            Syscall.SENDTO,
            descriptor.number(),
            bytes.address(),
            packet.length,
            0,
            Syscall.copy(arena, address(linkIndex, destination)).address(),
            SOCKADDR_LL);
      }
    }

    @Override
    public Optional<byte[]> receive(Duration timeout) throws ErrnoException, InterruptedException {
      Optional<byte[]> present = descriptor.read(LARGEST);
      if (present.isPresent() || !descriptor.await(timeout)) {
        return present;
      }
      return descriptor.read(LARGEST);
    }

    @Override
    public void close() {
      descriptor.close();
    }
  }
}
