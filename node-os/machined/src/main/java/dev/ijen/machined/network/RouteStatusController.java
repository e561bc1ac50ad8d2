package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NethelpersFamily;
import dev.ijen.api.resource.enums.NethelpersRouteProtocol;
import dev.ijen.api.resource.enums.NethelpersRouteType;
import dev.ijen.api.resource.network.RouteStatusSpec;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.Route;
import dev.ijen.linux.Routes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Shows the routes of the kernel. */
public final class RouteStatusController implements Controller {
  private final Links links;
  private final Routes routes;
  private final NetlinkEvents events;

  public RouteStatusController(Links links, Routes routes, NetlinkEvents events) {
    this.links = links;
    this.routes = routes;
    this.events = events;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(NetworkTypes.ROUTE_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(new NetlinkSource(events, NetlinkSource.ROUTES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    LinkNames names = LinkNames.of(links.list());
    for (Route route : routes.list()) {
      String link = names.name(route.outLink()).orElse("");
      state.modify(NetworkTypes.ROUTE_STATUSES, Ids.route(route, link), encode(route, link));
    }
  }

  static RouteStatusSpec encode(Route route, String link) {
    var status =
        RouteStatusSpec.newBuilder()
            .setFamily(NethelpersFamily.forNumber(route.family()))
            .setOutLinkIndex(route.outLink())
            .setOutLinkName(link)
            .setTable(Wire.table(route.table()))
            .setPriority(route.priority())
            .setScope(AddressStatusController.scope(route.scope()))
            .setType(
                Optional.ofNullable(NethelpersRouteType.forNumber(route.type()))
                    .orElse(NethelpersRouteType.TYPE_UNSPEC))
            .setProtocol(
                Optional.ofNullable(NethelpersRouteProtocol.forNumber(route.protocol()))
                    .orElse(NethelpersRouteProtocol.PROTOCOL_UNSPEC))
            .setFlags(route.flags())
            .setMtu(route.mtu());
    route.destination().ifPresent(to -> status.setDestination(Wire.encode(to)));
    route.source().ifPresent(source -> status.setSource(Wire.encode(source)));
    route.gateway().ifPresent(gateway -> status.setGateway(Wire.encode(gateway)));
    return status.build();
  }
}
