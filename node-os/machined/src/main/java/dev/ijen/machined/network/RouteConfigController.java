package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NethelpersFamily;
import dev.ijen.api.resource.enums.NethelpersRouteProtocol;
import dev.ijen.api.resource.enums.NethelpersRouteType;
import dev.ijen.api.resource.enums.NethelpersRoutingTable;
import dev.ijen.api.resource.enums.NethelpersScope;
import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.network.RouteSpecSpec;
import dev.ijen.config.InterfaceConfig;
import dev.ijen.linux.Prefix;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The routes that the machine config gives to links. */
public final class RouteConfigController implements Controller {
  private static final int DEFAULT_METRIC = 1024;

  private final Mode mode;

  public RouteConfigController(Mode mode) {
    this.mode = mode;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.LINK_STATUSES), ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(NetworkTypes.ROUTE_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Interfaces.of(state, mode)
        .configured()
        .forEach(
            (name, config) -> {
              if (!config.ignored()) {
                config.routes().forEach(route -> write(state, configured(name, route)));
              }
            });
  }

  static RouteSpecSpec configured(String link, InterfaceConfig.Route route) {
    return spec(
            link,
            filled(route.destination()).map(Prefix::parse),
            filled(route.gateway()).map(InetAddress::ofLiteral),
            filled(route.source()).map(InetAddress::ofLiteral),
            route.metric().orElse(DEFAULT_METRIC))
        .setMtu(route.mtu().orElse(0))
        .setConfigLayer(NetworkConfigLayer.CONFIG_MACHINE_CONFIGURATION)
        .build();
  }

  /** A unicast route of the main table. */
  static RouteSpecSpec.Builder spec(
      String link,
      Optional<Prefix> destination,
      Optional<InetAddress> gateway,
      Optional<InetAddress> source,
      int metric) {
    var spec =
        RouteSpecSpec.newBuilder()
            .setOutLinkName(link)
            .setTable(NethelpersRoutingTable.TABLE_MAIN)
            .setPriority(metric)
            .setFamily(
                gateway
                    .or(() -> destination.map(Prefix::address))
                    .map(Wire::family)
                    .orElse(NethelpersFamily.FAMILY_INET4))
            .setScope(
                gateway.isPresent() ? NethelpersScope.SCOPE_GLOBAL : NethelpersScope.SCOPE_LINK)
            .setType(NethelpersRouteType.TYPE_UNICAST)
            .setProtocol(NethelpersRouteProtocol.PROTOCOL_STATIC);
    destination.ifPresent(to -> spec.setDestination(Wire.encode(to.network())));
    gateway.ifPresent(address -> spec.setGateway(Wire.encode(address)));
    source.ifPresent(address -> spec.setSource(Wire.encode(address)));
    return spec;
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static void write(ReaderWriter state, RouteSpecSpec spec) {
    state.modify(
        NetworkTypes.ROUTE_SPECS,
        Layers.NAMESPACE,
        Layers.id(spec.getConfigLayer(), Ids.route(spec)),
        spec);
  }
}
