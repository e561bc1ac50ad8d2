package dev.ijen.machined.k8s;

import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.resource.k8s.NodeStatusSpec;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.platform.LinkedFolders;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Connects the pods of this node with a bridge, in the subnet that the cluster gave it. What lies
 * between nodes is flannel's; with another network of pods this controller stays out of the way.
 *
 * @see <a href="https://www.cni.dev/docs/spec/">CNI specification</a>
 */
public final class PodNetworkController implements Controller {
  private static final String CONFIG = "v1alpha1";
  private static final String FLANNEL = "flannel";
  private static final String FILE = "10-flannel.conflist";

  private final NodePaths paths;

  /** Writes below the node's root. */
  public PodNetworkController(NodePaths paths) {
    this.paths = paths;
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG),
        Input.weak(KubernetesTypes.NODE_STATUSES));
  }

  @Override
  public List<Output> outputs() {
    return List.of();
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    boolean flannel =
        state
            .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
            .map(resource -> ConfigSpecs.decode(resource.spec()).kubernetes().cni())
            .filter(FLANNEL::equals)
            .isPresent();
    for (var node : state.list(KubernetesTypes.NODE_STATUSES)) {
      if (flannel && node.spec().getPodCidRsCount() > 0) {
        write(configuration(node.spec()));
      }
    }
  }

  private void write(String text) throws IOException {
    LinkedFolders.make(paths.at("/etc/cni"));
    Path folder = Files.createDirectories(paths.at("/etc/cni/net.d"));
    Path file = folder.resolve(FILE);
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Path next = Files.writeString(folder.resolve("." + FILE), text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static String configuration(NodeStatusSpec node) {
    var ranges = new ArrayList<Object>();
    for (NetIPPrefix subnet : node.getPodCidRsList()) {
      ranges.add(List.of(Map.of("subnet", text(subnet))));
    }
    Map<String, Object> bridge =
        Map.of(
            "type",
            "bridge",
            "bridge",
            "cni0",
            "isDefaultGateway", // with a default route: a second one would be refused
            true,
            "hairpinMode",
            true,
            "ipam",
            Map.of("type", "host-local", "ranges", ranges));
    return Structs.json(
        Structs.of(Map.of("cniVersion", "1.0.0", "name", "cbr0", "plugins", List.of(bridge))));
  }

  private static String text(NetIPPrefix subnet) {
    try {
      return InetAddress.getByAddress(subnet.getIp().toByteArray()).getHostAddress()
          + "/"
          + subnet.getPrefixLength();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("a subnet of " + subnet.getIp().size() + " bytes", e);
    }
  }
}
