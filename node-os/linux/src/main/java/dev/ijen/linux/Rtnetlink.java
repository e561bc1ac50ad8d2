package dev.ijen.linux;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Links, addresses and routes of the running kernel. Each request has a socket of its own. */
final class Rtnetlink {
  private Rtnetlink() {}

  static final class KernelLinks implements Links {
    @Override
    public List<Link> list() throws ErrnoException {
      return NetlinkSocket.dump("RTM_GETLINK", LinkCodec.dump()).stream()
          .filter(message -> message.type() == LinkCodec.RTM_NEWLINK)
          .map(LinkCodec::decode)
          .toList();
    }

    @Override
    public void change(int index, LinkChange change) throws ErrnoException {
      NetlinkSocket.request(
          "RTM_NEWLINK", "link " + index + " " + change, LinkCodec.encode(index, change));
    }
  }

  static final class KernelAddresses implements Addresses {
    @Override
    public List<InterfaceAddress> list() throws ErrnoException {
      return NetlinkSocket.dump("RTM_GETADDR", AddressCodec.dump()).stream()
          .filter(message -> message.type() == AddressCodec.RTM_NEWADDR)
          .map(AddressCodec::decode)
          .toList();
    }

    @Override
    public void add(InterfaceAddress address) throws ErrnoException {
      int flags = NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_REPLACE;
      NetlinkSocket.request(
          "RTM_NEWADDR",
          operand(address),
          AddressCodec.encode(AddressCodec.RTM_NEWADDR, flags, address));
    }

    @Override
    public void delete(InterfaceAddress address) throws ErrnoException {
      NetlinkSocket.request(
          "RTM_DELADDR",
          operand(address),
          AddressCodec.encode(AddressCodec.RTM_DELADDR, 0, address));
    }

    private static String operand(InterfaceAddress address) {
      return address.prefix() + " on link " + address.linkIndex();
    }
  }

  static final class KernelRoutes implements Routes {
    @Override
    public List<Route> list() throws ErrnoException {
      return NetlinkSocket.dump("RTM_GETROUTE", RouteCodec.dump()).stream()
          .filter(message -> message.type() == RouteCodec.RTM_NEWROUTE)
          .filter(message -> isInternet(message.fixed().get(0)))
          .map(RouteCodec::decode)
          .toList();
    }

    @Override
    public void add(Route route) throws ErrnoException {
      int flags = NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_REPLACE;
      NetlinkSocket.request(
          "RTM_NEWROUTE", operand(route), RouteCodec.encode(RouteCodec.RTM_NEWROUTE, flags, route));
    }

    @Override
    public void delete(Route route) throws ErrnoException {
      NetlinkSocket.request(
          "RTM_DELROUTE", operand(route), RouteCodec.encode(RouteCodec.RTM_DELROUTE, 0, route));
    }

    private static boolean isInternet(int family) {
      return family == Route.AF_INET || family == Route.AF_INET6;
    }

    private static String operand(Route route) {
      return "to %s by %s on link %d"
          .formatted(
              route.destination().map(Prefix::toString).orElse("default"),
              route.gateway().map(gateway -> gateway.getHostAddress()).orElse("no gateway"),
              route.outLink());
    }
  }

  static final class KernelNetlinkEvents implements NetlinkEvents {
    @Override
    public Subscription subscribe(Set<Group> groups) throws ErrnoException {
      NetlinkSocket socket = NetlinkSocket.open();
      try {
        for (Group group : groups) {
          socket.join(group);
        }
      } catch (ErrnoException e) {
        socket.close();
        throw e;
      }
      return new KernelSubscription(socket);
    }
  }

  private record KernelSubscription(NetlinkSocket socket) implements NetlinkEvents.Subscription {
    private static final Duration PATIENCE = Duration.ofHours(1);

    @Override
    public void await() throws ErrnoException, InterruptedException {
      if (drained()) {
        return;
      }
      boolean ready = false;
      while (!ready) {
        ready = socket.descriptor().await(PATIENCE);
      }
      if (!socket.descriptor().closed()) {
        drained();
      }
    }

    /** Reads all that is there; whether there was anything, or more than the socket could hold. */
    private boolean drained() throws ErrnoException {
      boolean any = false;
      while (true) {
        try {
          if (socket.read().isEmpty()) {
            return any;
          }
        } catch (ErrnoException e) {
          if (e.errno() != Errno.ENOBUFS) {
            throw e;
          }
        }
        any = true;
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
