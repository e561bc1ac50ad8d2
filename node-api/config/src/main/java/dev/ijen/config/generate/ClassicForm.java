package dev.ijen.config.generate;

import dev.ijen.config.MachineType;
import dev.ijen.pki.Pem;
import java.util.Map;

/** The single document that held everything before there were documents per subject. */
final class ClassicForm {
  private final ClusterInput input;
  private final MachineType type;

  ClassicForm(ClusterInput input, MachineType type) {
    this.input = input;
    this.type = type;
  }

  Map<String, Object> document() {
    MapBuilder main = MainDocument.of(input, type);
    machine(main);
    cluster(main);
    if (type.isControlPlane()) {
      controlPlane(main);
    }
    return main.content();
  }

  private void machine(MapBuilder main) {
    main.put("machine.kubelet.image", Images.kubelet(input.kubernetesVersion()))
        .put("machine.kubelet.defaultRuntimeSeccompProfileEnabled", true)
        .put("machine.kubelet.disableManifestsDirectory", true)
        .putIfPresent("machine.install.disk", input.installDisk())
        .putIfPresent("machine.install.image", input.installImage())
        .put("machine.features.diskQuotaSupport", true)
        .put("machine.features.kubePrism.enabled", true)
        .put("machine.features.kubePrism.port", MultiDocumentForm.KUBE_PRISM_PORT)
        .put("machine.features.hostDNS.enabled", true)
        .put("machine.features.hostDNS.forwardKubeDNSToHost", true);
    if (input.installDisk().isPresent()) {
      main.put("machine.install.wipe", false);
    }
  }

  private void cluster(MapBuilder main) {
    SecretsBundle secrets = input.secrets();
    main.put("cluster.id", secrets.clusterId())
        .put("cluster.secret", secrets.clusterSecret())
        .put("cluster.controlPlane.endpoint", input.endpoint())
        .put("cluster.clusterName", input.name())
        .put("cluster.network.dnsDomain", input.dnsDomain())
        .put("cluster.network.podSubnets", input.podSubnets())
        .put("cluster.network.serviceSubnets", input.serviceSubnets())
        .put("cluster.ca", MainDocument.authority(secrets.kubernetes(), type))
        .put("cluster.discovery.enabled", true);
  }

  private void controlPlane(MapBuilder main) {
    SecretsBundle secrets = input.secrets();
    String version = input.kubernetesVersion();
    main.put("cluster.secretboxEncryptionSecret", secrets.secretboxEncryptionSecret())
        .put("cluster.aggregatorCA", MainDocument.authority(secrets.aggregator(), type))
        .put("cluster.serviceAccount.key", Pem.toBase64(secrets.serviceAccountKey()))
        .put("cluster.apiServer.image", Images.component("kube-apiserver", version))
        .put("cluster.apiServer.certSANs", input.certSans())
        .put(
            "cluster.controllerManager.image", Images.component("kube-controller-manager", version))
        .put("cluster.proxy.image", Images.component("kube-proxy", version))
        .put("cluster.scheduler.image", Images.component("kube-scheduler", version));
  }
}
