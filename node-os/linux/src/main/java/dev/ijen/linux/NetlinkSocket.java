package dev.ijen.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A socket of the rtnetlink protocol.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
final class NetlinkSocket implements AutoCloseable {
  // bits/socket.h
  static final int AF_NETLINK = 16;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SOL_NETLINK = 270;
  // linux/netlink.h
  static final int NETLINK_ROUTE = 0;
  static final int NETLINK_ADD_MEMBERSHIP = 1;

  /** {@code sizeof(struct sockaddr_nl)}. */
  static final int SOCKADDR_NL = 12;

  private static final int RECEIVE = 1 << 16;
  private static final int DUMP_ATTEMPTS = 8;

  private final Descriptor descriptor;

  private NetlinkSocket(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  static NetlinkSocket open() throws ErrnoException {
    long number =
        Syscall.call(
            "socket",
            "AF_NETLINK",
            Syscall.SOCKET,
            AF_NETLINK,
            SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
            NETLINK_ROUTE);
    var socket = new NetlinkSocket(new Descriptor("rtnetlink", (int) number));
    try {
      socket.bind();
    } catch (ErrnoException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  /** Asks for one thing and waits for the acknowledgement. */
  static void request(String operation, String operand, NetlinkMessage message)
      throws ErrnoException {
    exchange(operation, operand, message, NetlinkMessage.NLM_F_ACK);
  }

  /** Asks for all of a kind; asks again when the kernel says that they changed meanwhile. */
  static List<NetlinkMessage> dump(String operation, NetlinkMessage message) throws ErrnoException {
    for (int attempt = 1; ; attempt++) {
      List<NetlinkMessage> replies = exchange(operation, "", message, 0);
      boolean torn =
          replies.stream().anyMatch(r -> (r.flags() & NetlinkMessage.NLM_F_DUMP_INTR) != 0);
      if (!torn) {
        return replies;
      }
      if (attempt == DUMP_ATTEMPTS) {
        throw new ErrnoException(operation, "changing all the time", Errno.EAGAIN);
      }
    }
  }

  private static List<NetlinkMessage> exchange(
      String operation, String operand, NetlinkMessage message, int flags) throws ErrnoException {
    try (NetlinkSocket socket = open()) {
      socket.send(message.with(flags | NetlinkMessage.NLM_F_REQUEST, 1));
      return socket.replies(operation, operand);
    }
  }

  /** Joins a multicast group. */
  void join(NetlinkEvents.Group group) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment number =
          Syscall.copy(arena, NetlinkMessage.buffer(4).putInt(group.number()).array());
      Syscall.call(
          "setsockopt",
          "NETLINK_ADD_MEMBERSHIP " + group,
          Syscall.SETSOCKOPT,
          descriptor.number(),
          SOL_NETLINK,
          NETLINK_ADD_MEMBERSHIP,
          number.address(),
          4);
    }
  }

  /** What can be read now. */
  Optional<byte[]> read() throws ErrnoException {
    return descriptor.read(RECEIVE);
  }

  Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    descriptor.close();
  }

  private void bind() throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] address = NetlinkMessage.buffer(SOCKADDR_NL).putShort((short) AF_NETLINK).array();
      Syscall.call(
          "bind",
          "AF_NETLINK",
          Syscall.BIND,
          descriptor.number(),
          Syscall.copy(arena, address).address(),
          SOCKADDR_NL);
    }
  }

  private void send(NetlinkMessage message) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = message.encode();
      Syscall.call(
          "send",
          "rtnetlink",
          Syscall.SENDTO,
          descriptor.number(),
          Syscall.copy(arena, bytes).address(),
          bytes.length);
    }
  }

  /** The kernel answers while it handles the request: what it has to say is there to be read. */
  private List<NetlinkMessage> replies(String operation, String operand) throws ErrnoException {
    List<NetlinkMessage> replies = new ArrayList<>();
    while (true) {
      byte[] datagram =
          read().orElseThrow(() -> new ErrnoException(operation, operand, Errno.ENODATA));
      for (NetlinkMessage message : NetlinkMessage.decode(datagram)) {
        if (message.type() == NetlinkMessage.NLMSG_DONE) {
          return replies;
        }
        if (message.type() == NetlinkMessage.NLMSG_ERROR) {
          int error = -message.fixed().getInt(0);
          if (error != 0) {
            throw new ErrnoException(operation, operand, Errno.of(error));
          }
          return replies;
        }
        replies.add(message);
      }
    }
  }
}
