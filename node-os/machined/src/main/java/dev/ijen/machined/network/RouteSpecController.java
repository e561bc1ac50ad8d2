package dev.ijen.machined.network;

import dev.ijen.api.resource.network.RouteSpecSpec;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.Link;
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
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds routes, and deletes them when their spec ends. Waits with those whose link is down. */
public final class RouteSpecController implements Controller {
  private static final Logger LOG = LoggerFactory.getLogger(RouteSpecController.class);

  private final Links links;
  private final Routes routes;
  private final NetlinkEvents events;

  public RouteSpecController(Links links, Routes routes, NetlinkEvents events) {
    this.links = links;
    this.routes = routes;
    this.events = events;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.strong(NetworkTypes.ROUTE_SPECS));
  }

  @Override
  public List<Output> outputs() {
    return List.of();
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(new NetlinkSource(events, NetlinkSource.ROUTES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    LinkNames names = LinkNames.of(links.list());
    List<Route> present = routes.list();
    Attempts attempts = new Attempts();
    for (Resource<RouteSpecSpec> spec : state.list(NetworkTypes.ROUTE_SPECS)) {
      attempts.run(() -> apply(state, spec, names, present));
    }
    attempts.finish();
  }

  private void apply(
      ReaderWriter state, Resource<RouteSpecSpec> spec, LinkNames names, List<Route> present)
      throws IOException {
    Optional<Route> wanted =
        names
            .find(spec.spec().getOutLinkName())
            .filter(Link::up)
            .map(link -> decode(spec.spec(), link.index()));
    boolean there = wanted.isPresent() && present.stream().anyMatch(r -> same(r, wanted.get()));
    if (spec.metadata().phase() == Phase.TEARING_DOWN) {
      if (there) {
        delete(spec.spec(), wanted.get());
      }
      state.release(spec.key());
      return;
    }
    state.hold(spec.key());
    if (wanted.isPresent() && !there) {
      routes.add(wanted.get());
      LOG.atInfo().addKeyValue("route", Ids.route(spec.spec())).log("added route");
    }
  }

  private void delete(RouteSpecSpec spec, Route route) throws IOException {
    try {
      routes.delete(route);
      LOG.atInfo().addKeyValue("route", Ids.route(spec)).log("deleted route");
    } catch (ErrnoException e) {
      if (e.errno() != Errno.ESRCH) {
        throw e; // that one: gone with its address in the meantime
      }
    }
  }

  static Route decode(RouteSpecSpec spec, int link) {
    return new Route(
        spec.getFamily().getNumber(),
        Wire.decode(spec.getDestination()),
        Wire.decode(spec.getSource()),
        Wire.decode(spec.getGateway()),
        link,
        spec.getTable().getNumber(),
        spec.getPriority(),
        spec.getScope().getNumber(),
        spec.getType().getNumber(),
        spec.getProtocol().getNumber(),
        spec.getFlags(),
        spec.getMtu());
  }

  private static boolean same(Route a, Route b) {
    return a.family() == b.family()
        && a.destination().equals(b.destination())
        && a.gateway().equals(b.gateway())
        && a.outLink() == b.outLink()
        && a.table() == b.table()
        && a.priority() == b.priority()
        && (b.source().isEmpty() || a.source().equals(b.source()))
        && a.mtu() == b.mtu();
  }
}
