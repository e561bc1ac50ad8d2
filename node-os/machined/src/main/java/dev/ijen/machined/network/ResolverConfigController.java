package dev.ijen.machined.network;

import dev.ijen.api.common.NetIP;
import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.network.ResolverSpecSpec;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.net.InetAddress;
import java.util.List;

/** Name servers: public ones by default, below those of the machine config. */
public final class ResolverConfigController implements Controller {
  private static final List<String> DEFAULTS = List.of("1.1.1.1", "8.8.8.8");

  @Override
  public List<Input> inputs() {
    return List.of(ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(NetworkTypes.RESOLVER_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    write(state, DEFAULTS, List.of(), NetworkConfigLayer.CONFIG_DEFAULT);
    ActiveConfig.find(state)
        .filter(config -> !config.nameservers().isEmpty() || !config.searchDomains().isEmpty())
        .ifPresent(config -> write(state, config));
  }

  private static void write(ReaderWriter state, MachineConfig config) {
    write(
        state,
        config.nameservers(),
        config.searchDomains(),
        NetworkConfigLayer.CONFIG_MACHINE_CONFIGURATION);
  }

  private static void write(
      ReaderWriter state, List<String> servers, List<String> domains, NetworkConfigLayer layer) {
    List<NetIP> addresses = servers.stream().map(InetAddress::ofLiteral).map(Wire::encode).toList();
    state.modify(
        NetworkTypes.RESOLVER_SPECS,
        Layers.NAMESPACE,
        Layers.id(layer, Ids.RESOLVERS),
        ResolverSpecSpec.newBuilder()
            .addAllDnsServers(addresses)
            .addAllSearchDomains(domains)
            .setConfigLayer(layer)
            .build());
  }
}
