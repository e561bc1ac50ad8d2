package dev.ijen.machined.k8s;

import dev.ijen.api.resource.k8s.ArgValues;
import dev.ijen.api.resource.k8s.KubeletConfigSpec;
import dev.ijen.config.KubernetesConfig;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.Images;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.k8s.resource.KubernetesTypes;
import dev.ijen.machined.k8s.resource.ServiceNetworks;
import dev.ijen.machined.wire.Structs;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.net.InetAddress;
import java.util.List;

/** Takes what the kubelet is to run with out of the machine config. */
public final class KubeletConfigController implements Controller {
  private static final String CONFIG = "v1alpha1";
  private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

  @Override
  public String name() {
    return "k8s.KubeletConfigController";
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(ConfigTypes.MACHINE_CONFIGS).only(CONFIG),
        Input.weak(KubernetesTypes.STATIC_POD_SERVER_STATUSES));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(KubernetesTypes.KUBELET_CONFIGS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    var pods = state.find(KubernetesTypes.STATIC_POD_SERVER_STATUSES, StaticPodServerController.ID);
    state
        .find(ConfigTypes.MACHINE_CONFIGS, CONFIG)
        .map(resource -> ConfigSpecs.decode(resource.spec()))
        .filter(config -> !config.isPartial() && config.clusterEndpoint().isPresent())
        .flatMap(config -> pods.map(server -> spec(config, server.spec().getUrl())))
        .ifPresent(
            spec -> state.modify(KubernetesTypes.KUBELET_CONFIGS, KubernetesTypes.KUBELET, spec));
  }

  private static KubeletConfigSpec spec(MachineConfig config, String staticPods) {
    KubernetesConfig kubernetes = config.kubernetes();
    List<String> dns = kubernetes.clusterDns();
    var spec =
        KubeletConfigSpec.newBuilder()
            .setImage(
                kubernetes
                    .kubeletImage()
                    .orElseGet(() -> Images.kubelet(ClusterInput.DEFAULT_KUBERNETES_VERSION)))
            .addAllClusterDns(dns.isEmpty() ? dns(kubernetes) : dns)
            .setClusterDomain(kubernetes.clusterDomain())
            .setExtraConfig(Structs.of(kubernetes.kubeletExtraConfig()))
            .setDefaultRuntimeSeccompEnabled(kubernetes.defaultSeccompProfile())
            .setSkipNodeRegistration(kubernetes.skipNodeRegistration())
            .setStaticPodListUrl(staticPods)
            .setDisableManifestsDirectory(true);
    kubernetes
        .kubeletExtraArgs()
        .forEach(
            (name, values) ->
                spec.putExtraArgs(name, ArgValues.newBuilder().addAllValues(values).build()));
    if (config.machineType().isControlPlane() && !kubernetes.schedulesOnControlPlanes()) {
      spec.putRegisterWithTaints(CONTROL_PLANE, "NoSchedule");
    }
    return spec.build();
  }

  private static List<String> dns(KubernetesConfig kubernetes) {
    return ServiceNetworks.dns(kubernetes.serviceSubnets()).stream()
        .map(InetAddress::getHostAddress)
        .toList();
  }
}
