package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.linux.Addresses;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.InterfaceAddress;
import dev.ijen.linux.Link;
import dev.ijen.linux.LinkChange;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.Prefix;
import dev.ijen.linux.Route;
import dev.ijen.linux.Routes;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Links}, {@link Addresses}, {@link Routes} and {@link NetlinkEvents} promise. */
@Timeout(30)
abstract class NetworkContract {
  private static final int NO_LINK = 4711;
  private static final Prefix NODE = Prefix.parse("10.99.0.2/24");
  private static final InetAddress GATEWAY = InetAddress.ofLiteral("10.99.0.1");
  private static final InetAddress OTHER_GATEWAY = InetAddress.ofLiteral("10.99.0.254");
  private static final InetAddress FAR = InetAddress.ofLiteral("192.0.2.1");

  /** A namespace with {@code lo} and a link {@code eth0} with a carrier, both down. */
  abstract Links links();

  abstract Addresses addresses();

  abstract Routes routes();

  abstract NetlinkEvents events();

  @Test
  void linksAreListedByIndex() throws Exception {
    List<Link> links = links().list();

    assertThat(links).extracting(Link::index).isSorted();
    assertThat(links.getFirst().name()).isEqualTo("lo");
    assertThat(links.getFirst().loopback()).isTrue();
    assertThat(eth0().type()).isEqualTo(Link.ARPHRD_ETHER);
    assertThat(eth0().hardwareAddress().bytes()).hasSize(6);
  }

  @Test
  void aLinkGoesUpAndDownAndKeepsItsMtu() throws Exception {
    assertThat(eth0().up()).isFalse();

    links().change(eth0().index(), LinkChange.toUp().withMtu(1400));
    assertThat(eth0().up()).isTrue();
    assertThat(eth0().carrier()).isTrue();
    assertThat(eth0().mtu()).isEqualTo(1400);

    links().change(eth0().index(), LinkChange.toDown());
    assertThat(eth0().up()).isFalse();
    assertThat(eth0().mtu()).isEqualTo(1400);
  }

  @Test
  void whatCannotBeDoneToALinkIsSaid() {
    refused(Errno.ENODEV, () -> links().change(NO_LINK, LinkChange.toUp()));
    refused(Errno.EINVAL, () -> links().change(eth0().index(), LinkChange.toUp().withMtu(10)));
  }

  @Test
  void anAddressComesAndGoes() throws Exception {
    InterfaceAddress address = InterfaceAddress.of(eth0().index(), NODE);

    addresses().add(address);
    addresses().add(address); // again is no error
    assertThat(ofEth0()).containsExactly(NODE);

    addresses().delete(address);
    assertThat(ofEth0()).isEmpty();
    refused(Errno.EADDRNOTAVAIL, () -> addresses().delete(address));
    refused(Errno.ENODEV, () -> addresses().add(InterfaceAddress.of(NO_LINK, NODE)));
  }

  @Test
  void aRouteTakesThePlaceOfOneWithTheSameDestinationAndPriority() throws Exception {
    bringUp();
    int link = eth0().index();

    routes().add(Route.defaultBy(GATEWAY, link, 1024));
    routes().add(Route.defaultBy(GATEWAY, link, 2048));
    routes().add(Route.defaultBy(OTHER_GATEWAY, link, 1024));

    assertThat(defaultRoutes())
        .extracting(route -> route.priority() + " " + route.gateway().orElseThrow())
        .containsExactlyInAnyOrder("1024 /10.99.0.254", "2048 /10.99.0.1");
  }

  @Test
  void aRouteGoes() throws Exception {
    bringUp();
    Route route = Route.defaultBy(GATEWAY, eth0().index(), 1024).to(Prefix.parse("10.5.0.0/16"));

    routes().add(route);
    routes().delete(route);

    assertThat(routes().list())
        .noneMatch(present -> present.destination().equals(route.destination()));
    refused(Errno.ESRCH, () -> routes().delete(route));
  }

  @Test
  void aGatewayMustBeOnALinkThatIsUp() throws Exception {
    int link = eth0().index();
    addresses().add(InterfaceAddress.of(link, NODE));
    refused(Errno.ENETUNREACH, () -> routes().add(Route.defaultBy(GATEWAY, link, 1024)));

    links().change(link, LinkChange.toUp());
    refused(Errno.ENETUNREACH, () -> routes().add(Route.defaultBy(FAR, link, 1024)));
    routes().add(Route.defaultBy(GATEWAY, link, 1024));
    assertThat(defaultRoutes()).hasSize(1);
  }

  @Test
  void routesGoWithTheirLink() throws Exception {
    bringUp();
    routes().add(Route.defaultBy(GATEWAY, eth0().index(), 1024));

    links().change(eth0().index(), LinkChange.toDown());

    assertThat(defaultRoutes()).isEmpty();
    assertThat(ofEth0()).containsExactly(NODE);
  }

  @Test
  void aChangeWakesWhoSubscribed() throws Exception {
    try (var links = events().subscribe(EnumSet.of(NetlinkEvents.Group.RTNLGRP_LINK));
        var addresses = events().subscribe(EnumSet.of(NetlinkEvents.Group.RTNLGRP_IPV4_IFADDR));
        var routes = events().subscribe(EnumSet.of(NetlinkEvents.Group.RTNLGRP_IPV4_ROUTE))) {
      bringUp();
      routes().add(Route.defaultBy(GATEWAY, eth0().index(), 1024));

      links.await();
      addresses.await();
      routes.await();
    }
  }

  private void bringUp() throws ErrnoException {
    links().change(eth0().index(), LinkChange.toUp());
    addresses().add(InterfaceAddress.of(eth0().index(), NODE));
  }

  private Link eth0() throws ErrnoException {
    return links().list().stream().filter(l -> l.name().equals("eth0")).findFirst().orElseThrow();
  }

  private List<Prefix> ofEth0() throws ErrnoException {
    int index = eth0().index();
    return addresses().list().stream()
        .filter(address -> address.linkIndex() == index)
        .map(InterfaceAddress::prefix)
        .filter(prefix -> prefix.address().getAddress().length == 4) // IPv6 makes its own
        .toList();
  }

  private List<Route> defaultRoutes() throws ErrnoException {
    return routes().list().stream()
        .filter(route -> route.family() == Route.AF_INET && route.destination().isEmpty())
        .toList();
  }

  private static void refused(Errno errno, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
