package dev.ijen.machined.network;

import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.resource.enums.NethelpersScope;
import dev.ijen.api.resource.network.AddressStatusSpec;
import dev.ijen.api.resource.network.LinkStatusSpec;
import dev.ijen.api.resource.network.NodeAddressSpec;
import dev.ijen.linux.Link;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says by which addresses the node is known: now, since boot, and the one that stays. */
public final class NodeAddressController implements Controller {
  /** The address that stays the same as long as the node has it. */
  static final String DEFAULT = "default";

  /** All addresses of links that are up. */
  static final String CURRENT = "current";

  /** All that there were since boot. */
  static final String ACCUMULATIVE = "accumulative";

  /** Those that others may reach. */
  static final String ROUTED = "routed";

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(NetworkTypes.ADDRESS_STATUSES), Input.weak(NetworkTypes.LINK_STATUSES));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(NetworkTypes.NODE_ADDRESSES));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Set<String> up =
        state.list(NetworkTypes.LINK_STATUSES).stream()
            .filter(NodeAddressController::up)
            .map(Resource::id)
            .collect(Collectors.toSet());
    List<NetIPPrefix> current =
        state.list(NetworkTypes.ADDRESS_STATUSES).stream()
            .map(Resource::spec)
            .filter(address -> up.contains(address.getLinkName()) && global(address))
            .map(AddressStatusSpec::getAddress)
            .toList();
    write(state, CURRENT, current);
    write(state, ROUTED, current);
    write(state, ACCUMULATIVE, union(previous(state, ACCUMULATIVE), current));
    write(state, DEFAULT, steady(previous(state, DEFAULT), current));
  }

  /** The address that was the default, while the node has it or has no other. */
  static List<NetIPPrefix> steady(List<NetIPPrefix> before, List<NetIPPrefix> current) {
    boolean stays = current.isEmpty() || current.containsAll(before);
    return stays && !before.isEmpty() ? before : current.stream().limit(1).toList();
  }

  private static Set<NetIPPrefix> union(List<NetIPPrefix> before, List<NetIPPrefix> current) {
    Set<NetIPPrefix> all = new LinkedHashSet<>(before);
    all.addAll(current);
    return all;
  }

  private static boolean up(Resource<LinkStatusSpec> link) {
    return (link.spec().getFlags() & Link.IFF_UP) != 0;
  }

  private static boolean global(AddressStatusSpec address) {
    return address.getScope() == NethelpersScope.SCOPE_GLOBAL;
  }

  private static List<NetIPPrefix> previous(ReaderWriter state, String id) {
    Optional<Resource<NodeAddressSpec>> known = state.find(NetworkTypes.NODE_ADDRESSES, id);
    return known.map(resource -> resource.spec().getAddressesList()).orElse(List.of());
  }

  private static void write(ReaderWriter state, String id, Collection<NetIPPrefix> addresses) {
    state.modify(
        NetworkTypes.NODE_ADDRESSES,
        id,
        NodeAddressSpec.newBuilder().addAllAddresses(addresses).build());
  }
}
