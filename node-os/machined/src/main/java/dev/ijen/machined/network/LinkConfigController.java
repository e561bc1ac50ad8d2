package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.network.LinkSpecSpec;
import dev.ijen.config.InterfaceConfig;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Brings up loopback and all wired links, and what the machine config says of links. */
public final class LinkConfigController implements Controller {
  private final Mode mode;

  public LinkConfigController(Mode mode) {
    this.mode = mode;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.LINK_STATUSES), ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(NetworkTypes.LINK_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Interfaces interfaces = Interfaces.of(state, mode);
    interfaces.loopback().forEach(name -> write(state, up(name)));
    interfaces.unconfigured().forEach(name -> write(state, up(name)));
    interfaces
        .configured()
        .forEach(
            (name, config) -> {
              if (!config.ignored()) {
                write(state, configured(name, config));
              }
            });
  }

  private static LinkSpecSpec up(String name) {
    return LinkSpecSpec.newBuilder()
        .setName(name)
        .setUp(true)
        .setConfigLayer(NetworkConfigLayer.CONFIG_DEFAULT)
        .build();
  }

  static LinkSpecSpec configured(String name, InterfaceConfig config) {
    return LinkSpecSpec.newBuilder()
        .setName(name)
        .setUp(config.up().orElse(true))
        .setMtu(config.mtu().orElse(0))
        .setLogical(config.kind() == InterfaceConfig.Kind.DUMMY)
        .setKind(config.kind() == InterfaceConfig.Kind.DUMMY ? "dummy" : "")
        .setConfigLayer(NetworkConfigLayer.CONFIG_MACHINE_CONFIGURATION)
        .build();
  }

  private static void write(ReaderWriter state, LinkSpecSpec spec) {
    state.modify(
        NetworkTypes.LINK_SPECS,
        Layers.NAMESPACE,
        Layers.id(spec.getConfigLayer(), spec.getName()),
        spec);
  }
}
