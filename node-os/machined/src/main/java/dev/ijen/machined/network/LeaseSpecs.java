package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.network.AddressSpecSpec;
import dev.ijen.api.resource.network.HostnameSpecSpec;
import dev.ijen.api.resource.network.LinkSpecSpec;
import dev.ijen.api.resource.network.ResolverSpecSpec;
import dev.ijen.api.resource.network.RouteSpecSpec;
import dev.ijen.linux.Prefix;
import dev.ijen.machined.network.dhcp.Ipv4;
import dev.ijen.machined.network.dhcp.Lease;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What a lease means for the node, as specs of the layer of operators. Pure. */
final class LeaseSpecs {
  private static final NetworkConfigLayer LAYER = NetworkConfigLayer.CONFIG_OPERATOR;

  private LeaseSpecs() {}

  static AddressSpecSpec address(String link, Lease lease) {
    Prefix prefix = new Prefix(inet(lease.address()), lease.prefix());
    return AddressConfigController.spec(link, prefix, LAYER);
  }

  /** The routes of the lease, and one to each gateway that its network does not hold. */
  static List<RouteSpecSpec> routes(String link, Lease lease, int metric) {
    Prefix own = new Prefix(inet(lease.address()), lease.prefix());
    return lease.routes().stream()
        .flatMap(
            route -> {
              Optional<InetAddress> gateway = gateway(route);
              RouteSpecSpec main = route(link, lease, route, metric);
              return gateway.isEmpty() || own.contains(gateway.get())
                  ? List.of(main).stream()
                  : List.of(toGateway(link, lease, gateway.get(), metric), main).stream();
            })
        .distinct()
        .toList();
  }

  private static RouteSpecSpec route(String link, Lease lease, Lease.Route route, int metric) {
    Optional<Prefix> destination =
        route.prefix() == 0
            ? Optional.empty()
            : Optional.of(new Prefix(inet(route.network()), route.prefix()));
    return RouteConfigController.spec(
            link, destination, gateway(route), Optional.of(inet(lease.address())), metric)
        .setConfigLayer(LAYER)
        .build();
  }

  private static RouteSpecSpec toGateway(
      String link, Lease lease, InetAddress gateway, int metric) {
    return RouteConfigController.spec(
            link,
            Optional.of(Prefix.host(gateway)),
            Optional.empty(),
            Optional.of(inet(lease.address())),
            metric)
        .setConfigLayer(LAYER)
        .build();
  }

  static Optional<LinkSpecSpec> link(String link, Lease lease) {
    return lease
        .mtu()
        .map(
            mtu ->
                LinkSpecSpec.newBuilder()
                    .setName(link)
                    .setUp(true)
                    .setMtu(mtu)
                    .setConfigLayer(LAYER)
                    .build());
  }

  static Optional<HostnameSpecSpec> hostname(Lease lease) {
    return lease
        .hostName()
        .map(name -> HostnameConfigController.spec(name, LAYER))
        .map(
            spec ->
                spec.getDomainname().isEmpty()
                    ? spec.toBuilder().setDomainname(lease.domainName().orElse("")).build()
                    : spec);
  }

  static Optional<ResolverSpecSpec> resolvers(Lease lease) {
    if (lease.nameServers().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ResolverSpecSpec.newBuilder()
            .addAllDnsServers(
                lease.nameServers().stream().map(LeaseSpecs::inet).map(Wire::encode).toList())
            .addAllSearchDomains(lease.domainName().stream().toList())
            .setConfigLayer(LAYER)
            .build());
  }

  private static Optional<InetAddress> gateway(Lease.Route route) {
    return route.gateway().equals(Ipv4.NONE)
        ? Optional.empty()
        : Optional.of(inet(route.gateway()));
  }

  private static InetAddress inet(Ipv4 address) {
    return InetAddress.ofLiteral(address.toString());
  }
}
