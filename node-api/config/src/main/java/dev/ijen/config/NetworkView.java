package dev.ijen.config;

import dev.ijen.config.InterfaceConfig.Dhcp4;
import dev.ijen.config.InterfaceConfig.Kind;
import dev.ijen.config.InterfaceConfig.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** Network settings, from {@code machine.network} and from the documents that replace it. */
final class NetworkView {
  private static final String INTERFACES = "machine.network.interfaces";

  private final MachineConfig config;

  NetworkView(MachineConfig config) {
    this.config = config;
  }

  Optional<String> hostname() {
    return config
        .document("HostnameConfig")
        .flatMap(d -> d.string("hostname"))
        .or(() -> config.string("machine.network.hostname"));
  }

  List<String> nameservers() {
    List<Object> resolver =
        config.document("ResolverConfig").map(d -> d.list("nameservers")).orElse(List.of());
    return resolver.isEmpty()
        ? config.strings("machine.network.nameservers")
        : resolver.stream().map(server -> text(server, "address")).toList();
  }

  List<String> searchDomains() {
    List<String> resolver =
        config
            .document("ResolverConfig")
            .map(d -> d.strings("searchDomains.domains"))
            .orElse(List.of());
    return resolver.isEmpty() ? config.strings("machine.network.searchDomains") : resolver;
  }

  List<InterfaceConfig> interfaces() {
    var all = new ArrayList<InterfaceConfig>();
    for (Object item : config.list(INTERFACES)) {
      all.add(classic(Values.map(item)));
    }
    all.addAll(fromDocuments().values());
    return List.copyOf(all);
  }

  private static InterfaceConfig classic(Map<String, Object> item) {
    SequencedMap<String, String> selector = new LinkedHashMap<>();
    Values.map(item.get("deviceSelector"))
        .forEach((key, value) -> selector.put(key, Values.text(value)));
    var addresses = new ArrayList<String>();
    Values.list(item.get("addresses")).forEach(address -> addresses.add(Values.text(address)));
    if (item.containsKey("cidr")) {
      addresses.add(text(item, "cidr"));
    }
    Optional<Dhcp4> dhcp =
        Boolean.TRUE.equals(item.get("dhcp")) ? Optional.of(classicDhcp(item)) : Optional.empty();
    return new InterfaceConfig(
        text(item, "interface"),
        selector,
        Boolean.TRUE.equals(item.get("dummy")) ? Kind.DUMMY : Kind.PHYSICAL,
        Boolean.TRUE.equals(item.get("ignore")),
        Optional.of(true),
        addresses,
        dhcp,
        routes(item, "network"),
        number(item, "mtu"));
  }

  private static Dhcp4 classicDhcp(Map<String, Object> item) {
    Map<String, Object> options = Values.map(item.get("dhcpOptions"));
    int metric = number(options, "routeMetric").orElse(0);
    return new Dhcp4(metric == 0 ? Dhcp4.DEFAULT_METRIC : metric, false);
  }

  /** One interface per name, from LinkConfig, DummyLinkConfig and DHCPv4Config together. */
  private SequencedMap<String, InterfaceConfig> fromDocuments() {
    SequencedMap<String, InterfaceConfig> byName = new LinkedHashMap<>();
    for (Document link : config.documents("LinkConfig")) {
      byName.put(link.name(), link(link, Kind.PHYSICAL));
    }
    for (Document link : config.documents("DummyLinkConfig")) {
      byName.put(link.name(), link(link, Kind.DUMMY));
    }
    for (Document dhcp : config.documents("DHCPv4Config")) {
      InterfaceConfig link = byName.getOrDefault(dhcp.name(), bare(dhcp.name()));
      byName.put(dhcp.name(), withDhcp(link, dhcp));
    }
    return byName;
  }

  private static InterfaceConfig link(Document link, Kind kind) {
    List<String> addresses =
        link.list("addresses").stream().map(item -> text(item, "address")).toList();
    return new InterfaceConfig(
        link.name(),
        Map.of(),
        kind,
        false,
        link.bool("up"),
        addresses,
        Optional.empty(),
        routes(link.content(), "destination"),
        number(link.content(), "mtu"));
  }

  private static InterfaceConfig bare(String name) {
    return new InterfaceConfig(
        name,
        Map.of(),
        Kind.PHYSICAL,
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        OptionalInt.empty());
  }

  private static InterfaceConfig withDhcp(InterfaceConfig link, Document dhcp) {
    int metric = number(dhcp.content(), "routeMetric").orElse(Dhcp4.DEFAULT_METRIC);
    var client = new Dhcp4(metric, dhcp.bool("ignoreHostname").orElse(false));
    return new InterfaceConfig(
        link.name(),
        link.selector(),
        link.kind(),
        link.ignored(),
        link.up(),
        link.addresses(),
        Optional.of(client),
        link.routes(),
        link.mtu());
  }

  private static List<Route> routes(Map<String, Object> item, String destination) {
    return Values.list(item.get("routes")).stream()
        .map(Values::map)
        .map(
            route ->
                new Route(
                    defaultAsEmpty(text(route, destination)),
                    text(route, "gateway"),
                    text(route, "source"),
                    number(route, "metric"),
                    number(route, "mtu")))
        .toList();
  }

  private static String defaultAsEmpty(String destination) {
    return destination.equals("0.0.0.0/0") || destination.equals("::/0") ? "" : destination;
  }

  private static String text(Object item, String key) {
    return Values.text(Values.map(item).get(key));
  }

  private static OptionalInt number(Map<String, Object> item, String key) {
    return item.get(key) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }
}
