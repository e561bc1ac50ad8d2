package dev.ijen.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the config says about one network interface.
 *
 * @param name the kernel's name; empty when {@code selector} finds the interface
 * @param selector properties that find it, as {@code hardwareAddr}; empty when named
 * @param kind whether it exists by itself or is to be made
 * @param ignored whether the node leaves it alone
 * @param up whether it is set up; empty when the config does not say
 * @param addresses addresses with prefix length
 * @param dhcp4 the DHCPv4 client on it, if there is one
 * @param routes routes through it
 * @param mtu bytes, empty for the kernel's choice
 */
public record InterfaceConfig(
    String name,
    Map<String, String> selector,
    Kind kind,
    boolean ignored,
    Optional<Boolean> up,
    List<String> addresses,
    Optional<Dhcp4> dhcp4,
    List<Route> routes,
    OptionalInt mtu) {
  public InterfaceConfig {
    selector = Map.copyOf(selector);
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
  }

  /** Where the interface comes from. */
  public enum Kind {
    /** Hardware, or made by someone else. */
    PHYSICAL,
    /** Made by the node, without a wire. */
    DUMMY
  }

  /**
   * A DHCPv4 client.
   *
   * @param routeMetric priority of the routes it learns; 1024 unless the config says more
   * @param ignoreHostname whether the host name of the lease is not used
   */
  public record Dhcp4(int routeMetric, boolean ignoreHostname) {
    /** The metric of routes learned by DHCP. */
    public static final int DEFAULT_METRIC = 1024;
  }

  /**
   * A route.
   *
   * @param destination address with prefix length; empty for the default route
   * @param gateway the next hop; empty for a route on the link
   * @param source the preferred source address; empty for the kernel's choice
   * @param metric the priority, empty for the default
   * @param mtu bytes, empty for that of the link
   */
  public record Route(
      String destination, String gateway, String source, OptionalInt metric, OptionalInt mtu) {}
}
