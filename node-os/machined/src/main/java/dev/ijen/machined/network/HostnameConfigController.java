package dev.ijen.machined.network;

import dev.ijen.api.resource.enums.NetworkConfigLayer;
import dev.ijen.api.resource.network.HostnameSpecSpec;
import dev.ijen.api.resource.network.LinkStatusSpec;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The host name: one made from the first wired link's address, below that of the kernel argument
 * {@code ijen.hostname}, below that of the machine config.
 */
public final class HostnameConfigController implements Controller {
  private static final String ARGUMENT = "ijen.hostname";

  private final Mode mode;
  private final KernelCommandLine commandLine;

  public HostnameConfigController(Mode mode, KernelCommandLine commandLine) {
    this.mode = mode;
    this.commandLine = commandLine;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(NetworkTypes.LINK_STATUSES), ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(NetworkTypes.HOSTNAME_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state.list(NetworkTypes.LINK_STATUSES).stream()
        .filter(link -> Interfaces.wired(link.id(), link.spec(), mode))
        .findFirst()
        .ifPresent(link -> write(state, stable(link.spec()), NetworkConfigLayer.CONFIG_DEFAULT));
    commandLine
        .value(ARGUMENT)
        .ifPresent(name -> write(state, name, NetworkConfigLayer.CONFIG_CMDLINE));
    ActiveConfig.find(state)
        .flatMap(MachineConfig::hostname)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> write(state, name, NetworkConfigLayer.CONFIG_MACHINE_CONFIGURATION));
  }

  /** The same name for the same hardware, with no meaning to guess: {@code ijen-1a2-b3c}. */
  static String stable(LinkStatusSpec link) {
    byte[] address =
        link.getPermanentAddr().isEmpty()
            ? link.getHardwareAddr().toByteArray()
            : link.getPermanentAddr().toByteArray();
    try {
      String hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(address));
      return "ijen-" + hex.substring(0, 3) + "-" + hex.substring(3, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** A name with its domain cut off. */
  static HostnameSpecSpec spec(String name, NetworkConfigLayer layer) {
    int dot = name.indexOf('.');
    return HostnameSpecSpec.newBuilder()
        .setHostname(dot < 0 ? name : name.substring(0, dot))
        .setDomainname(
            Optional.of(dot).filter(d -> d >= 0).map(d -> name.substring(d + 1)).orElse(""))
        .setConfigLayer(layer)
        .build();
  }

  private static void write(ReaderWriter state, String name, NetworkConfigLayer layer) {
    state.modify(
        NetworkTypes.HOSTNAME_SPECS,
        Layers.NAMESPACE,
        Layers.id(layer, Ids.HOSTNAME),
        spec(name, layer));
  }
}
