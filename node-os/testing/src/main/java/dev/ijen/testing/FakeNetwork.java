package dev.ijen.testing;

import dev.ijen.linux.Addresses;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.InterfaceAddress;
import dev.ijen.linux.Link;
import dev.ijen.linux.LinkChange;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.Route;
import dev.ijen.linux.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * Links, addresses and routes of a network namespace in memory. A change wakes all subscriptions,
 * whatever their groups.
 */
public final class FakeNetwork {
  private static final int LOOPBACK_TYPE = 772;
  private static final int OPER_DOWN = 2;

  /** linux/if_ether.h: ETH_MIN_MTU. */
  private static final int SMALLEST_MTU = 68;

  private final TreeMap<Integer, Link> links = new TreeMap<>();
  private final List<InterfaceAddress> addresses = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<Semaphore> subscribers = new ArrayList<>();

  /** A namespace with a loopback link that is down, as the kernel makes it. */
  public FakeNetwork() {
    add(
        link(1, "lo", LOOPBACK_TYPE, Link.IFF_LOOPBACK, new HardwareAddress("00:00:00:00:00:00"))
            .build(Optional.empty()));
  }

  /** Adds hardware with a carrier, down. */
  public FakeNetwork withEthernet(int index, String name, String address) {
    return withLink(index, name, address, Optional.empty());
  }

  /** Adds one end of a pair, down. */
  public FakeNetwork withVeth(int index, String name, String address) {
    return withLink(index, name, address, Optional.of("veth"));
  }

  private FakeNetwork withLink(int index, String name, String address, Optional<String> kind) {
    add(link(index, name, Link.ARPHRD_ETHER, 0, new HardwareAddress(address)).build(kind));
    return this;
  }

  private record Draft(int index, String name, int type, int flags, HardwareAddress address) {
    Link build(Optional<String> kind) {
      return new Link(
          index,
          name,
          type,
          flags,
          address,
          kind.isEmpty() ? address : HardwareAddress.NONE,
          new HardwareAddress("ff:ff:ff:ff:ff:ff"),
          1500,
          "noop",
          OPER_DOWN,
          kind,
          0,
          0);
    }
  }

  private static Draft link(int index, String name, int type, int flags, HardwareAddress address) {
    return new Draft(index, name, type, flags, address);
  }

  private synchronized void add(Link link) {
    links.put(link.index(), link);
    changed();
  }

  private void changed() {
    subscribers.forEach(Semaphore::release);
  }

  /** The links of this namespace. */
  public Links links() {
    return new FakeLinks();
  }

  /** The addresses of this namespace. */
  public Addresses addresses() {
    return new FakeAddresses();
  }

  /** The routes of this namespace. */
  public Routes routes() {
    return new FakeRoutes();
  }

  /** The changes of this namespace. */
  public NetlinkEvents events() {
    return groups -> subscribe(groups);
  }

  private synchronized NetlinkEvents.Subscription subscribe(Set<NetlinkEvents.Group> groups) {
    var wakeUps = new Semaphore(groups.isEmpty() ? 1 : 0);
    subscribers.add(wakeUps);
    return new FakeSubscription(wakeUps);
  }

  private void requireLink(String operation, int index) throws ErrnoException {
    if (!links.containsKey(index)) {
      throw new ErrnoException(operation, "link " + index, Errno.ENODEV);
    }
  }

  private final class FakeLinks implements Links {
    @Override
    public List<Link> list() {
      synchronized (FakeNetwork.this) {
        return List.copyOf(links.values());
      }
    }

    @Override
    public void change(int index, LinkChange change) throws ErrnoException {
      synchronized (FakeNetwork.this) {
        requireLink("RTM_NEWLINK", index);
        if (change.mtu().isPresent() && change.mtu().getAsInt() < SMALLEST_MTU) {
          throw new ErrnoException("RTM_NEWLINK", "link " + index, Errno.EINVAL);
        }
        links.computeIfPresent(index, (key, link) -> with(link, change));
        if (!change.up()) {
          routes.removeIf(route -> route.outLink() == index);
        }
        changed();
      }
    }

    private static Link with(Link link, LinkChange change) {
      int up = Link.IFF_UP | Link.IFF_LOWER_UP;
      return new Link(
          link.index(),
          link.name(),
          link.type(),
          change.up() ? link.flags() | up : link.flags() & ~up,
          link.hardwareAddress(),
          link.permanentAddress(),
          link.broadcastAddress(),
          change.mtu().orElse(link.mtu()),
          link.queueDiscipline(),
          change.up() ? Link.IF_OPER_UP : OPER_DOWN,
          link.kind(),
          link.parent(),
          link.master());
    }
  }

  private final class FakeAddresses implements Addresses {
    @Override
    public List<InterfaceAddress> list() {
      synchronized (FakeNetwork.this) {
        return List.copyOf(addresses);
      }
    }

    @Override
    public void add(InterfaceAddress address) throws ErrnoException {
      synchronized (FakeNetwork.this) {
        requireLink("RTM_NEWADDR", address.linkIndex());
        addresses.removeIf(present -> same(present, address));
        addresses.add(address);
        changed();
      }
    }

    @Override
    public void delete(InterfaceAddress address) throws ErrnoException {
      synchronized (FakeNetwork.this) {
        if (!addresses.removeIf(present -> same(present, address))) {
          throw new ErrnoException("RTM_DELADDR", address.prefix().toString(), Errno.EADDRNOTAVAIL);
        }
        changed();
      }
    }

    private static boolean same(InterfaceAddress a, InterfaceAddress b) {
      return a.linkIndex() == b.linkIndex() && a.prefix().equals(b.prefix());
    }
  }

  private final class FakeRoutes implements Routes {
    @Override
    public List<Route> list() {
      synchronized (FakeNetwork.this) {
        return List.copyOf(routes);
      }
    }

    @Override
    public void add(Route route) throws ErrnoException {
      synchronized (FakeNetwork.this) {
        requireLink("RTM_NEWROUTE", route.outLink());
        if (!reachable(route)) {
          throw new ErrnoException("RTM_NEWROUTE", route.toString(), Errno.ENETUNREACH);
        }
        routes.removeIf(present -> same(present, route));
        routes.add(route);
        changed();
      }
    }

    @Override
    public void delete(Route route) throws ErrnoException {
      synchronized (FakeNetwork.this) {
        if (!routes.removeIf(present -> same(present, route))) {
          throw new ErrnoException("RTM_DELROUTE", route.toString(), Errno.ESRCH);
        }
        changed();
      }
    }

    /**
     * The link must be up; a gateway must lie in the network of an address of the link, or have a
     * route of its own.
     */
    private boolean reachable(Route route) {
      return Optional.ofNullable(links.get(route.outLink())).filter(Link::up).isPresent()
          && (route.gateway().isEmpty() || onLink(route));
    }

    private boolean onLink(Route route) {
      return addresses.stream()
              .filter(address -> address.linkIndex() == route.outLink())
              .anyMatch(address -> address.prefix().contains(route.gateway().get()))
          || routes.stream()
              .filter(present -> present.gateway().isEmpty())
              .flatMap(present -> present.destination().stream())
              .anyMatch(network -> network.contains(route.gateway().get()));
    }

    private static boolean same(Route a, Route b) {
      return a.family() == b.family()
          && a.table() == b.table()
          && a.destination().equals(b.destination())
          && a.priority() == b.priority();
    }
  }

  private static final class FakeSubscription implements NetlinkEvents.Subscription {
    private final Semaphore wakeUps;

    FakeSubscription(Semaphore wakeUps) {
      this.wakeUps = wakeUps;
    }

    @Override
    public void await() throws InterruptedException {
      wakeUps.acquire();
      wakeUps.drainPermits();
    }

    @Override
    public void close() {
      wakeUps.release();
    }
  }
}
