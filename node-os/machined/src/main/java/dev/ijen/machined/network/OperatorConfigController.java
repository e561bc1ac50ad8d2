package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.enums.NetworkOperator;
import dev.ijen.api.resource.network.DHCP4OperatorSpec;
import dev.ijen.api.resource.network.OperatorSpecSpec;
import dev.ijen.config.InterfaceConfig.Dhcp4;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** DHCPv4 where the machine config asks for it, and on wired links of which it says nothing. */
public final class OperatorConfigController implements Controller {
  private final Mode mode;

  public OperatorConfigController(Mode mode) {
    this.mode = mode;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.LINK_STATUSES), ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(NetworkTypes.OPERATOR_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    Interfaces interfaces = Interfaces.of(state, mode);
    for (String name : interfaces.unconfigured()) {
      Dhcp4 client = new Dhcp4(Dhcp4.DEFAULT_METRIC, false);
      write(state, dhcp4(name, client, NetworkConfigLayer.CONFIG_DEFAULT));
    }
    interfaces
        .configured()
        .forEach(
            (name, config) -> {
              if (!config.ignored()) {
                config
                    .dhcp4()
                    .map(
                        client ->
                            dhcp4(name, client, NetworkConfigLayer.CONFIG_MACHINE_CONFIGURATION))
                    .ifPresent(spec -> write(state, spec));
              }
            });
  }

  static OperatorSpecSpec dhcp4(String link, Dhcp4 client, NetworkConfigLayer layer) {
    return OperatorSpecSpec.newBuilder()
        .setOperator(NetworkOperator.OPERATOR_DHCP4)
        .setLinkName(link)
        .setRequireUp(true)
        .setDhcp4(
            DHCP4OperatorSpec.newBuilder()
                .setRouteMetric(client.routeMetric())
                .setSkipHostnameRequest(client.ignoreHostname()))
        .setConfigLayer(layer)
        .build();
  }

  private static void write(ReaderWriter state, OperatorSpecSpec spec) {
    state.modify(
        NetworkTypes.OPERATOR_SPECS,
        Layers.NAMESPACE,
        Layers.id(spec.getConfigLayer(), Ids.operator(spec)),
        spec);
  }
}
