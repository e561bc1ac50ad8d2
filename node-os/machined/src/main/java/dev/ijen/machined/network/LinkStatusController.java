package dev.ijen.machined.network;

import com.google.protobuf.ByteString;
import dev.ijen.api.resource.enums.NethelpersLinkType;
import dev.ijen.api.resource.enums.NethelpersOperationalState;
import dev.ijen.api.resource.network.LinkStatusSpec;
import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.Link;
import dev.ijen.linux.LinkDevice;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows the links of the kernel, by name. */
public final class LinkStatusController implements Controller {
  private final Links links;
  private final NetlinkEvents events;
  private final Path sys;

  /**
   * Shows these links.
   *
   * @param sys {@code /sys}, which tells the devices behind them
   */
  public LinkStatusController(Links links, NetlinkEvents events, Path sys) {
    this.links = links;
    this.events = events;
    this.sys = sys;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(NetworkTypes.LINK_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(new NetlinkSource(events, NetlinkSource.LINKS));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    for (Link link : links.list()) {
      LinkStatusSpec status = encode(link, LinkDevice.of(sys, link.name()));
      state.modify(NetworkTypes.LINK_STATUSES, link.name(), status);
    }
  }

  static LinkStatusSpec encode(Link link, LinkDevice device) {
    return LinkStatusSpec.newBuilder()
        .setIndex(link.index())
        .setType(type(link.type()))
        .setLinkIndex(link.parent())
        .setFlags(link.flags())
        .setHardwareAddr(bytes(link.hardwareAddress()))
        .setPermanentAddr(bytes(link.permanentAddress()))
        .setBroadcastAddr(bytes(link.broadcastAddress()))
        .setMtu(link.mtu())
        .setQueueDisc(link.queueDiscipline())
        .setMasterIndex(link.master())
        .setOperationalState(operationalState(link.operationalState()))
        .setKind(link.kind().orElse(""))
        .setLinkState(link.carrier())
        .setDriver(device.driver())
        .setBusPath(device.busPath())
        .setPciid(device.pciId())
        .build();
  }

  private static ByteString bytes(HardwareAddress address) {
    return Wire.encode(address);
  }

  private static NethelpersLinkType type(int number) {
    return Optional.ofNullable(NethelpersLinkType.forNumber(number))
        .orElse(NethelpersLinkType.LINK_NETROM);
  }

  private static NethelpersOperationalState operationalState(int number) {
    return Optional.ofNullable(NethelpersOperationalState.forNumber(number))
        .orElse(NethelpersOperationalState.OPER_STATE_UNKNOWN);
  }
}
