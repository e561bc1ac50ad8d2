package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NethelpersScope;
import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.network.AddressSpecSpec;
import dev.ijen.linux.InterfaceAddress;
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

/** The loopback addresses, and the addresses that the machine config gives to links. */
public final class AddressConfigController implements Controller {
  private final Mode mode;

  public AddressConfigController(Mode mode) {
    this.mode = mode;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.LINK_STATUSES), ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(NetworkTypes.ADDRESS_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Interfaces interfaces = Interfaces.of(state, mode);
    for (String name : interfaces.loopback()) {
      write(state, spec(name, Prefix.parse("127.0.0.1/8"), NetworkConfigLayer.CONFIG_DEFAULT));
    }
    interfaces
        .configured()
        .forEach(
            (name, config) -> {
              if (!config.ignored()) {
                for (String address : config.addresses()) {
                  write(
                      state,
                      spec(name, parse(address), NetworkConfigLayer.CONFIG_MACHINE_CONFIGURATION));
                }
              }
            });
  }

  /** An address; without a length it is that of a single host. */
  static Prefix parse(String text) {
    return text.indexOf('/') < 0 ? Prefix.host(InetAddress.ofLiteral(text)) : Prefix.parse(text);
  }

  static AddressSpecSpec spec(String link, Prefix prefix, NetworkConfigLayer layer) {
    return AddressSpecSpec.newBuilder()
        .setAddress(Wire.encode(prefix))
        .setLinkName(link)
        .setFamily(Wire.family(prefix.address()))
        .setScope(
            prefix.address().isLoopbackAddress()
                ? NethelpersScope.SCOPE_HOST
                : NethelpersScope.SCOPE_GLOBAL)
        .setFlags(InterfaceAddress.IFA_F_PERMANENT)
        .setConfigLayer(layer)
        .build();
  }

  private static void write(ReaderWriter state, AddressSpecSpec spec) {
    state.modify(
        NetworkTypes.ADDRESS_SPECS,
        Layers.NAMESPACE,
        Layers.id(spec.getConfigLayer(), Ids.address(spec)),
        spec);
  }
}
