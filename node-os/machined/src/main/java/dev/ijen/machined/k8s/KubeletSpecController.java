package dev.ijen.machined.k8s;

import dev.ijen.api.common.NetIP;
import dev.ijen.api.resource.k8s.KubeletConfigSpec;
import dev.ijen.api.resource.k8s.KubeletSpecSpec;
import dev.ijen.api.resource.k8s.NodeIPSpec;
import dev.ijen.machined.cri.KernelLimits;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides flags and configuration of the kubelet. */
public final class KubeletSpecController implements Controller {
  private final Mode mode;
  private final NodePaths paths;

  /** Asks the kernel below this root what it lets a kubelet do. */
  public KubeletSpecController(Mode mode, NodePaths paths) {
    this.mode = mode;
    this.paths = paths;
  }

  @Override
  public String name() {
    return "k8s.KubeletSpecController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(KubernetesTypes.KUBELET_CONFIGS).only(KubernetesTypes.KUBELET),
        Input.weak(KubernetesTypes.NODENAMES).only(KubernetesTypes.NODENAME),
        Input.weak(KubernetesTypes.NODE_IPS).only(KubernetesTypes.KUBELET));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.KUBELET_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    var config = state.find(KubernetesTypes.KUBELET_CONFIGS, KubernetesTypes.KUBELET);
    var node = state.find(KubernetesTypes.NODENAMES, KubernetesTypes.NODENAME);
    var addresses = state.find(KubernetesTypes.NODE_IPS, KubernetesTypes.KUBELET);
    if (config.isPresent() && node.isPresent() && addresses.isPresent()) {
      state.modify(
          KubernetesTypes.KUBELET_SPECS,
          KubernetesTypes.KUBELET,
          spec(config.get().spec(), node.get().spec().getNodename(), addresses.get().spec()));
    }
  }

  private KubeletSpecSpec spec(KubeletConfigSpec config, String node, NodeIPSpec addresses)
      throws IOException {
    var configuration =
        KubeletConfiguration.of(config, KernelLimits.read(paths), paths.criSocket(), mode);
    return KubeletSpecSpec.newBuilder()
        .setImage(config.getImage())
        .addAllArgs(args(config, node, addresses))
        .setExpectedNodename(node)
        .setConfig(Structs.of(configuration))
        .build();
  }

  private static List<String> args(KubeletConfigSpec config, String node, NodeIPSpec addresses) {
    var args = new ArrayList<String>();
    Set<String> replaced = new TreeSet<>(config.getExtraArgsMap().keySet());
    add(args, replaced, "config", KubeletPlaces.CONFIG);
    add(args, replaced, "cert-dir", KubeletPlaces.PKI);
    add(args, replaced, "hostname-override", node);
    add(args, replaced, "node-ip", ips(addresses));
    if (!config.getSkipNodeRegistration()) {
      add(args, replaced, "bootstrap-kubeconfig", KubeletPlaces.BOOTSTRAP_KUBECONFIG);
      add(args, replaced, "kubeconfig", KubeletPlaces.KUBECONFIG);
    }
    replaced.forEach(
        name ->
            config
                .getExtraArgsOrThrow(name)
                .getValuesList()
                .forEach(value -> args.add("--" + name + "=" + value)));
    return args;
  }

  private static void add(List<String> args, Set<String> replaced, String name, String value) {
    if (!replaced.contains(name)) {
      args.add("--" + name + "=" + value);
    }
  }

  private static String ips(NodeIPSpec addresses) {
    return addresses.getAddressesList().stream()
        .map(KubeletSpecController::text)
        .collect(Collectors.joining(","));
  }

  private static String text(NetIP address) {
    try {
      return InetAddress.getByAddress(address.getIp().toByteArray()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + address.getIp().size() + " bytes", e);
    }
  }
}
