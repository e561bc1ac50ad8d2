package dev.ijen.machined.network;

import com.google.protobuf.Message;
import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.network.AddressSpecSpec;
import dev.ijen.api.resource.network.HostnameSpecSpec;
import dev.ijen.api.resource.network.LinkSpecSpec;
import dev.ijen.api.resource.network.OperatorSpecSpec;
import dev.ijen.api.resource.network.ResolverSpecSpec;
import dev.ijen.api.resource.network.RouteSpecSpec;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Brings the layers of one type to the specs that are in force.
 *
 * @param <S> the spec
 */
public final class MergeController<S extends Message> implements Controller {
  private final String name;
  private final ResourceType<S> type;
  private final Function<S, String> id;
  private final Function<S, NetworkConfigLayer> layer;
  private final BinaryOperator<S> merge;

  private MergeController(
      String name,
      ResourceType<S> type,
      Function<S, String> id,
      Function<S, NetworkConfigLayer> layer,
      BinaryOperator<S> merge) {
    this.name = name;
    this.type = type;
    this.id = id;
    this.layer = layer;
    this.merge = merge;
  }

  /** Links: what a higher layer says replaces, what it leaves open stays. */
  public static Controller links() {
    return new MergeController<>(
        "LinkMergeControllers.net.talos.dev",
        NetworkTypes.LINK_SPECS,
        LinkSpecSpec::getName,
        LinkSpecSpec::getConfigLayer,
        MergeController::links);
  }

  /** Addresses: the highest layer that has the address. */
  public static Controller addresses() {
    return new MergeController<>(
        "AddressMergeControllers.net.talos.dev",
        NetworkTypes.ADDRESS_SPECS,
        Ids::address,
        AddressSpecSpec::getConfigLayer,
        (lower, higher) -> higher);
  }

  /** Routes: the highest layer that has the route. */
  public static Controller routes() {
    return new MergeController<>(
        "RouteMergeControllers.net.talos.dev",
        NetworkTypes.ROUTE_SPECS,
        Ids::route,
        RouteSpecSpec::getConfigLayer,
        (lower, higher) -> higher);
  }

  /** The host name: that of the highest layer. */
  public static Controller hostname() {
    return new MergeController<>(
        "HostnameMergeControllers.net.talos.dev",
        NetworkTypes.HOSTNAME_SPECS,
        spec -> Ids.HOSTNAME,
        HostnameSpecSpec::getConfigLayer,
        MergeController::hostnames);
  }

  /** Name servers: those of the highest layer that has any, all of that layer. */
  public static Controller resolvers() {
    return new MergeController<>(
        "ResolverMergeControllers.net.talos.dev",
        NetworkTypes.RESOLVER_SPECS,
        spec -> Ids.RESOLVERS,
        ResolverSpecSpec::getConfigLayer,
        MergeController::resolvers);
  }

  /** Operators: the highest layer that has the operator of the link. */
  public static Controller operators() {
    return new MergeController<>(
        "OperatorMergeControllers.net.talos.dev",
        NetworkTypes.OPERATOR_SPECS,
        Ids::operator,
        OperatorSpecSpec::getConfigLayer,
        (lower, higher) -> higher);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(type).in(Layers.NAMESPACE),
        new Input(Input.Kind.DESTROY_READY, type, type.defaultNamespace(), Optional.empty()));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(type));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    List<S> specs =
        state.list(type, Layers.NAMESPACE).stream()
            .filter(resource -> resource.metadata().phase() == Phase.RUNNING)
            .map(Resource::spec)
            .sorted(Comparator.comparing(layer))
            .toList();
    merge(specs).forEach((key, spec) -> state.modify(type, key, spec));
  }

  /** Specs by id, those of lower layers first. */
  private Map<String, S> merge(List<S> rising) {
    Map<String, S> merged = new TreeMap<>();
    rising.forEach(spec -> merged.merge(id.apply(spec), spec, merge));
    return merged;
  }

  static LinkSpecSpec links(LinkSpecSpec lower, LinkSpecSpec higher) {
    return lower.toBuilder().mergeFrom(higher).setUp(higher.getUp()).build();
  }

  static HostnameSpecSpec hostnames(HostnameSpecSpec lower, HostnameSpecSpec higher) {
    if (lower.getConfigLayer() == higher.getConfigLayer()) {
      return lower; // two links that learned a name: the first one, by id
    }
    return higher;
  }

  static ResolverSpecSpec resolvers(ResolverSpecSpec lower, ResolverSpecSpec higher) {
    boolean same = lower.getConfigLayer() == higher.getConfigLayer();
    var merged = higher.toBuilder();
    if (same || higher.getDnsServersCount() == 0) {
      merged.clearDnsServers().addAllDnsServers(lower.getDnsServersList());
    }
    if (same) {
      higher.getDnsServersList().stream()
          .filter(server -> !lower.getDnsServersList().contains(server))
          .forEach(merged::addDnsServers);
    }
    if (higher.getSearchDomainsCount() == 0) {
      merged.addAllSearchDomains(lower.getSearchDomainsList());
    }
    return merged.build();
  }
}
