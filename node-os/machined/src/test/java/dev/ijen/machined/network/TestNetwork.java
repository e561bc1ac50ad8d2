package dev.ijen.machined.network;

import com.google.protobuf.ByteString;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.linux.Addresses;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.HostIdentity;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.PacketSockets;
import dev.ijen.linux.Routes;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.runtime.controller.Controller;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** All controllers of the network, over a kernel or a fake of it. */
final class TestNetwork {
  private TestNetwork() {}

  record Kernel(
      Links links,
      Addresses addresses,
      Routes routes,
      NetlinkEvents events,
      PacketSockets sockets,
      HostIdentity host,
      Filesystems filesystems) {}

  static Controller[] controllers(Kernel kernel, Mode mode, String commandLine, Path root) {
    return new Controller[] {
      new LinkStatusController(kernel.links(), kernel.events(), root.resolve("sys")),
      new AddressStatusController(kernel.links(), kernel.addresses(), kernel.events()),
      new RouteStatusController(kernel.links(), kernel.routes(), kernel.events()),
      new LinkConfigController(mode),
      new AddressConfigController(mode),
      new RouteConfigController(mode),
      new HostnameConfigController(mode, KernelCommandLine.parse(commandLine)),
      new ResolverConfigController(),
      new OperatorConfigController(mode),
      MergeController.links(),
      MergeController.addresses(),
      MergeController.routes(),
      MergeController.hostname(),
      MergeController.resolvers(),
      MergeController.operators(),
      new LinkSpecController(kernel.links()),
      new AddressSpecController(kernel.links(), kernel.addresses(), kernel.events()),
      new RouteSpecController(kernel.links(), kernel.routes(), kernel.events()),
      new HostnameSpecController(kernel.host()),
      new ResolverSpecController(),
      new OperatorSpecController(
          kernel.sockets(), Clock.systemUTC(), RandomGenerator.of("L64X128MixRandom")),
      new NodeAddressController(),
      new EtcFileController(kernel.filesystems(), new NodePaths(root)),
      new StatusController()
    };
  }

  static MachineConfigSpec config(String yaml) {
    return MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(yaml)).build();
  }
}
