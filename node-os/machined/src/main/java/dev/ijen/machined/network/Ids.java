package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NethelpersFamily;
import dev.ijen.api.resource.enums.NethelpersRoutingTable;
import dev.ijen.api.resource.network.AddressSpecSpec;
import dev.ijen.api.resource.network.OperatorSpecSpec;
import dev.ijen.api.resource.network.RouteSpecSpec;
import dev.ijen.linux.Prefix;
import dev.ijen.linux.Route;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/** How resources of the network are named: the same thing has the same id in every layer. */
final class Ids {
  static final String HOSTNAME = "hostname";
  static final String RESOLVERS = "resolvers";

  private Ids() {}

  static String address(String link, Prefix prefix) {
    return link + "/" + prefix;
  }

  static String address(AddressSpecSpec spec) {
    return address(spec.getLinkName(), Wire.decode(spec.getAddress()).orElseThrow());
  }

  static String operator(OperatorSpecSpec spec) {
    return switch (spec.getOperator()) {
      case OPERATOR_DHCP4 -> "dhcp4/" + spec.getLinkName();
      case OPERATOR_DHCP6 -> "dhcp6/" + spec.getLinkName();
      case OPERATOR_VIP -> "vip/" + spec.getLinkName();
      case UNRECOGNIZED -> throw new IllegalArgumentException("unknown operator");
    };
  }

  static String route(RouteSpecSpec spec) {
    return route(
        spec.getTable(),
        spec.getFamily(),
        Wire.decode(spec.getDestination()),
        Wire.decode(spec.getGateway()),
        spec.getOutLinkName(),
        spec.getPriority());
  }

  static String route(Route route, String link) {
    return route(
        Wire.table(route.table()),
        route.family() == Route.AF_INET
            ? NethelpersFamily.FAMILY_INET4
            : NethelpersFamily.FAMILY_INET6,
        route.destination(),
        route.gateway(),
        link,
        route.priority());
  }

  private static String route(
      NethelpersRoutingTable table,
      NethelpersFamily family,
      Optional<Prefix> destination,
      Optional<InetAddress> gateway,
      String link,
      int priority) {
    boolean main = table == NethelpersRoutingTable.TABLE_MAIN;
    return "%s%s/%s/%s/%d"
        .formatted(
            main ? "" : table.name().replace("TABLE_", "").toLowerCase(Locale.ROOT) + "/",
            family == NethelpersFamily.FAMILY_INET4 ? "inet4" : "inet6",
            gateway.map(InetAddress::getHostAddress).orElse(link),
            destination.map(Prefix::toString).orElse(""),
            priority);
  }
}
