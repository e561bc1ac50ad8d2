package dev.ijen.machined.k8s;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIP;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.resource.k8s.NodeIPSpec;
import dev.ijen.config.KubernetesConfig;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.network.resource.Subnets;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides under which addresses Kubernetes knows this node: the first of each family that is of the
 * subnets that the config names, and of no pod and no service.
 */
public final class NodeIpController implements Controller {
  private static final String CONFIG = "v1alpha1";
  private static final String CURRENT = "current";

  @Override
  public String name() {
    return "k8s.NodeIPController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG),
        Input.weak(NetworkTypes.NODE_ADDRESSES).only(CURRENT));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.NODE_IPS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    var config =
        state
            .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
            .map(resource -> ConfigSpecs.decode(resource.spec()).kubernetes());
    var current = state.find(NetworkTypes.NODE_ADDRESSES, CURRENT);
    if (config.isEmpty() || current.isEmpty()) {
      return;
    }
    List<NetIP> chosen = choose(config.get(), current.get().spec().getAddressesList());
    if (!chosen.isEmpty()) {
      state.modify(
          KubernetesTypes.NODE_IPS,
          KubernetesTypes.KUBELET,
          NodeIPSpec.newBuilder().addAllAddresses(chosen).build());
    }
  }

  static List<NetIP> choose(KubernetesConfig config, List<NetIPPrefix> addresses) {
    var inside = new ArrayList<>(config.podSubnets());
    inside.addAll(config.serviceSubnets());
    List<String> wanted = config.nodeIpSubnets();
    List<ByteString> fitting =
        addresses.stream()
            .map(NetIPPrefix::getIp)
            .filter(address -> !Subnets.anyContains(inside, address))
            .filter(address -> wanted.isEmpty() || Subnets.anyContains(wanted, address))
            .toList();
    var chosen = new ArrayList<NetIP>();
    for (int bytes : List.of(4, 16)) {
      fitting.stream()
          .filter(address -> address.size() == bytes)
          .findFirst()
          .ifPresent(address -> chosen.add(NetIP.newBuilder().setIp(address).build()));
    }
    return chosen;
  }
}
