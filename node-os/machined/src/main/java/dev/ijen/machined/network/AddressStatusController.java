package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NethelpersScope;
import dev.ijen.api.resource.network.AddressStatusSpec;
import dev.ijen.linux.Addresses;
import dev.ijen.linux.InterfaceAddress;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Shows the addresses of the kernel. */
public final class AddressStatusController implements Controller {
  private final Links links;
  private final Addresses addresses;
  private final NetlinkEvents events;

  public AddressStatusController(Links links, Addresses addresses, NetlinkEvents events) {
    this.links = links;
    this.addresses = addresses;
    this.events = events;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(NetworkTypes.ADDRESS_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(new NetlinkSource(events, NetlinkSource.ADDRESSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    LinkNames names = LinkNames.of(links.list());
    for (InterfaceAddress address : addresses.list()) {
      Optional<String> link = names.name(address.linkIndex());
      if (link.isPresent()) {
        state.modify(
            NetworkTypes.ADDRESS_STATUSES,
            Ids.address(link.get(), address.prefix()),
            encode(address, link.get()));
      }
    }
  }

  static AddressStatusSpec encode(InterfaceAddress address, String link) {
    var local = address.prefix().address();
    var status =
        AddressStatusSpec.newBuilder()
            .setAddress(Wire.encode(address.prefix()))
            .setLocal(Wire.encode(local))
            .setLinkIndex(address.linkIndex())
            .setLinkName(link)
            .setFamily(Wire.family(local))
            .setScope(scope(address.scope()))
            .setFlags(address.flags())
            .setPriority(address.priority());
    address.broadcast().ifPresent(broadcast -> status.setBroadcast(Wire.encode(broadcast)));
    return status.build();
  }

  static NethelpersScope scope(int number) {
    return Optional.ofNullable(NethelpersScope.forNumber(number))
        .orElse(NethelpersScope.SCOPE_NOWHERE);
  }
}
