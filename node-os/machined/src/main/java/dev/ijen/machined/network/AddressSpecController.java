package dev.ijen.machined.network;

import dev.ijen.api.resource.network.AddressSpecSpec;
import dev.ijen.linux.Addresses;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.InterfaceAddress;
import dev.ijen.linux.Link;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.Prefix;
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

/** Puts addresses on links, and takes them off when their spec ends. */
public final class AddressSpecController implements Controller {
  private static final Logger LOG = LoggerFactory.getLogger(AddressSpecController.class);

  private final Links links;
  private final Addresses addresses;
  private final NetlinkEvents events;

  public AddressSpecController(Links links, Addresses addresses, NetlinkEvents events) {
    this.links = links;
    this.addresses = addresses;
    this.events = events;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.strong(NetworkTypes.ADDRESS_SPECS));
  }

  @Override
  public List<Output> outputs() {
    return List.of();
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(new NetlinkSource(events, NetlinkSource.ADDRESSES));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    LinkNames names = LinkNames.of(links.list());
    List<InterfaceAddress> present = addresses.list();
    Attempts attempts = new Attempts();
    for (Resource<AddressSpecSpec> spec : state.list(NetworkTypes.ADDRESS_SPECS)) {
      attempts.run(() -> apply(state, spec, names, present));
    }
    attempts.finish();
  }

  private void apply(
      ReaderWriter state,
      Resource<AddressSpecSpec> spec,
      LinkNames names,
      List<InterfaceAddress> present)
      throws IOException {
    Optional<InterfaceAddress> wanted =
        names.find(spec.spec().getLinkName()).map(link -> decode(spec.spec(), link));
    boolean there = wanted.isPresent() && present.stream().anyMatch(a -> same(a, wanted.get()));
    if (spec.metadata().phase() == Phase.TEARING_DOWN) {
      if (there) {
        delete(wanted.get());
      }
      state.release(spec.key());
      return;
    }
    state.hold(spec.key());
    if (wanted.isPresent() && !there) {
      addresses.add(wanted.get());
      log("added address", spec.spec());
    }
  }

  private void delete(InterfaceAddress address) throws IOException {
    try {
      addresses.delete(address);
      LOG.atInfo().addKeyValue("address", address.prefix()).log("deleted address");
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EADDRNOTAVAIL) {
        throw e; // that one: gone with the network's first address in the meantime
      }
    }
  }

  private static void log(String what, AddressSpecSpec spec) {
    LOG.atInfo().addKeyValue("address", Ids.address(spec)).log(what);
  }

  static InterfaceAddress decode(AddressSpecSpec spec, Link link) {
    Prefix prefix = Wire.decode(spec.getAddress()).orElseThrow();
    return new InterfaceAddress(
        link.index(),
        prefix,
        spec.getScope().getNumber(),
        spec.getFlags(),
        spec.getPriority(),
        Optional.empty(),
        "");
  }

  private static boolean same(InterfaceAddress a, InterfaceAddress b) {
    return a.linkIndex() == b.linkIndex() && a.prefix().equals(b.prefix());
  }
}
