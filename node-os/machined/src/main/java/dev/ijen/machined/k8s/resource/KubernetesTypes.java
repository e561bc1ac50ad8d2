package dev.ijen.machined.k8s.resource;

import dev.ijen.api.resource.k8s.APIServerConfigSpec;
import dev.ijen.api.resource.k8s.ConfigStatusSpec;
import dev.ijen.api.resource.k8s.ControllerManagerConfigSpec;
import dev.ijen.api.resource.k8s.KubeletConfigSpec;
import dev.ijen.api.resource.k8s.KubeletSpecSpec;
import dev.ijen.api.resource.k8s.ManifestSpec;
import dev.ijen.api.resource.k8s.ManifestStatusSpec;
import dev.ijen.api.resource.k8s.NodeIPSpec;
import dev.ijen.api.resource.k8s.NodeStatusSpec;
import dev.ijen.api.resource.k8s.NodenameSpec;
import dev.ijen.api.resource.k8s.SchedulerConfigSpec;
import dev.ijen.api.resource.k8s.SecretsStatusSpec;
import dev.ijen.api.resource.k8s.StaticPodServerStatusSpec;
import dev.ijen.api.resource.k8s.StaticPodSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Kubernetes on the node: what its parts run with, and how they do. */
public final class KubernetesTypes {
  public static final ResourceType<APIServerConfigSpec> API_SERVER_CONFIGS =
      WireTypes.of(
          "APIServerConfigs.kubernetes.talos.dev", APIServerConfigSpec.getDefaultInstance());

  public static final ResourceType<ControllerManagerConfigSpec> CONTROLLER_MANAGER_CONFIGS =
      WireTypes.of(
          "ControllerManagerConfigs.kubernetes.talos.dev",
          ControllerManagerConfigSpec.getDefaultInstance());

  public static final ResourceType<SchedulerConfigSpec> SCHEDULER_CONFIGS =
      WireTypes.of(
          "SchedulerConfigs.kubernetes.talos.dev", SchedulerConfigSpec.getDefaultInstance());

  public static final ResourceType<SecretsStatusSpec> SECRET_STATUSES =
      WireTypes.of("SecretStatuses.kubernetes.talos.dev", SecretsStatusSpec.getDefaultInstance());

  public static final ResourceType<ConfigStatusSpec> CONFIG_STATUSES =
      WireTypes.of("ConfigStatuses.kubernetes.talos.dev", ConfigStatusSpec.getDefaultInstance());

  public static final ResourceType<StaticPodSpec> STATIC_PODS =
      WireTypes.of("StaticPods.kubernetes.talos.dev", StaticPodSpec.getDefaultInstance());

  public static final ResourceType<StaticPodServerStatusSpec> STATIC_POD_SERVER_STATUSES =
      WireTypes.of(
          "StaticPodServerStatuses.kubernetes.talos.dev",
          StaticPodServerStatusSpec.getDefaultInstance());

  public static final ResourceType<NodenameSpec> NODENAMES =
      WireTypes.of("Nodenames.kubernetes.talos.dev", NodenameSpec.getDefaultInstance());

  public static final ResourceType<NodeIPSpec> NODE_IPS =
      WireTypes.of("NodeIPs.kubernetes.talos.dev", NodeIPSpec.getDefaultInstance());

  public static final ResourceType<NodeStatusSpec> NODE_STATUSES =
      WireTypes.of("NodeStatuses.kubernetes.talos.dev", NodeStatusSpec.getDefaultInstance());

  public static final ResourceType<KubeletConfigSpec> KUBELET_CONFIGS =
      WireTypes.of("KubeletConfigs.kubernetes.talos.dev", KubeletConfigSpec.getDefaultInstance());

  public static final ResourceType<KubeletSpecSpec> KUBELET_SPECS =
      WireTypes.of("KubeletSpecs.kubernetes.talos.dev", KubeletSpecSpec.getDefaultInstance());

  public static final ResourceType<ManifestSpec> MANIFESTS =
      WireTypes.of("Manifests.kubernetes.talos.dev", ManifestSpec.getDefaultInstance());

  public static final ResourceType<ManifestStatusSpec> MANIFEST_STATUSES =
      WireTypes.of(
          "ManifestStatuses.kubernetes.talos.dev", ManifestStatusSpec.getDefaultInstance());

  /** Id of the configuration and the specification of the kubelet, and of the node's addresses. */
  public static final String KUBELET = "kubelet";

  /** Id of the node's name in Kubernetes. */
  public static final String NODENAME = "nodename";

  /** Id of what all static pods share. */
  public static final String STATIC_PODS_ID = "static-pods";

  /** Ids of the programs of the control plane. */
  public static final String API_SERVER = "kube-apiserver";

  public static final String CONTROLLER_MANAGER = "kube-controller-manager";

  public static final String SCHEDULER = "kube-scheduler";

  /** Before the id of a configuration that is complete. */
  public static final String FINAL = "final-";

  private KubernetesTypes() {}
}
