package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NethelpersOperationalState;
import dev.ijen.api.resource.enums.NetworkOperator;
import dev.ijen.api.resource.network.DHCP4OperatorSpec;
import dev.ijen.api.resource.network.LinkStatusSpec;
import dev.ijen.api.resource.network.OperatorSpecSpec;
import dev.ijen.linux.Link;
import dev.ijen.linux.PacketSockets;
import dev.ijen.machined.network.dhcp.DhcpClient;
import dev.ijen.machined.network.dhcp.DhcpRun;
import dev.ijen.machined.network.dhcp.Lease;
import dev.ijen.machined.network.dhcp.MacAddress;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** Runs a DHCPv4 client for each operator whose link is up, and states what their leases mean. */
public final class OperatorSpecController implements Controller {
  private static final Set<NethelpersOperationalState> OPERATIONAL =
      Set.of(
          NethelpersOperationalState.OPER_STATE_UP, // or the driver does not say
          NethelpersOperationalState.OPER_STATE_UNKNOWN);
  private static final int ETHERNET_ADDRESS_BYTES = 6;

  private final PacketSockets sockets;
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, DhcpRun> running = new HashMap<>();
  private final Semaphore changes = new Semaphore(0);

  public OperatorSpecController(PacketSockets sockets, Clock clock, RandomGenerator random) {
    this.sockets = sockets;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.OPERATOR_SPECS), Input.weak(NetworkTypes.LINK_STATUSES));
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        Output.shared(NetworkTypes.ADDRESS_SPECS),
        Output.shared(NetworkTypes.LINK_SPECS),
        Output.shared(NetworkTypes.ROUTE_SPECS),
        Output.shared(NetworkTypes.HOSTNAME_SPECS),
        Output.shared(NetworkTypes.RESOLVER_SPECS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::wakeOnChange);
  }

  private void wakeOnChange(Runnable wake) throws InterruptedException {
    try {
      while (true) {
        changes.acquire();
        wake.run();
      }
    } finally {
      stopAll();
    }
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Set<String> wanted = new HashSet<>();
    for (Resource<OperatorSpecSpec> operator : state.list(NetworkTypes.OPERATOR_SPECS)) {
      OperatorSpecSpec spec = operator.spec();
      Optional<LinkStatusSpec> link =
          state.find(NetworkTypes.LINK_STATUSES, spec.getLinkName()).map(Resource::spec);
      if (operator.metadata().phase() == Phase.RUNNING
          && spec.getOperator() == NetworkOperator.OPERATOR_DHCP4
          && link.filter(OperatorSpecController::ready).isPresent()) {
        wanted.add(spec.getLinkName());
        DhcpRun run = run(spec.getLinkName(), link.get());
        run.lease().ifPresent(lease -> state(state, spec.getLinkName(), spec.getDhcp4(), lease));
      }
    }
    stopAllBut(wanted);
  }

  /** A link with a carrier drops packets in silence until it is operational (RFC 2863) too. */
  private static boolean ready(LinkStatusSpec link) {
    return (link.getFlags() & Link.IFF_UP) != 0
        && link.getLinkState()
        && OPERATIONAL.contains(link.getOperationalState())
        && link.getHardwareAddr().size() == ETHERNET_ADDRESS_BYTES;
  }

  private synchronized DhcpRun run(String name, LinkStatusSpec link) {
    DhcpRun present = running.get(name);
    if (present != null && present.linkIndex() == link.getIndex()) {
      return present;
    }
    if (present != null) {
      present.close(); // another link of the same name
    }
    var client =
        new DhcpClient(MacAddress.of(link.getHardwareAddr().toByteArray()), Optional.empty());
    var run = new DhcpRun(name, link.getIndex(), client, sockets, clock, random, changes::release);
    running.put(name, run);
    return run;
  }

  private synchronized void stopAllBut(Set<String> wanted) {
    Set<String> gone = new HashSet<>(running.keySet());
    gone.removeAll(wanted);
    for (String name : gone) {
      Optional.ofNullable(running.remove(name)).ifPresent(DhcpRun::close);
    }
  }

  private void stopAll() {
    stopAllBut(Set.of());
  }

  private static void state(
      ReaderWriter state, String link, DHCP4OperatorSpec options, Lease lease) {
    String operator = "dhcp4/" + link;
    var address = LeaseSpecs.address(link, lease);
    layer(state, NetworkTypes.ADDRESS_SPECS, operator, Ids.address(address), address);
    if (!options.getSkipRoutes()) {
      LeaseSpecs.routes(link, lease, options.getRouteMetric())
          .forEach(
              route -> layer(state, NetworkTypes.ROUTE_SPECS, operator, Ids.route(route), route));
    }
    LeaseSpecs.link(link, lease)
        .ifPresent(spec -> layer(state, NetworkTypes.LINK_SPECS, operator, link, spec));
    LeaseSpecs.resolvers(lease)
        .ifPresent(
            spec -> layer(state, NetworkTypes.RESOLVER_SPECS, operator, Ids.RESOLVERS, spec));
    if (!options.getSkipHostnameRequest()) {
      LeaseSpecs.hostname(lease)
          .ifPresent(
              spec -> layer(state, NetworkTypes.HOSTNAME_SPECS, operator, Ids.HOSTNAME, spec));
    }
  }

  private static <S> void layer(
      ReaderWriter state, ResourceType<S> type, String operator, String id, S spec) {
    state.modify(type, Layers.NAMESPACE, operator + "/" + id, spec);
  }
}
