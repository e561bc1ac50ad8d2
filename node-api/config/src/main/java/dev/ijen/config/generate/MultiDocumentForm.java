package dev.ijen.config.generate;

import dev.ijen.config.MachineType;
import dev.ijen.pki.PemKeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The main document with identity alone, and a document for every subject. */
final class MultiDocumentForm {
  static final int KUBE_PRISM_PORT = 7445;
  private static final String DISCOVERY = "https://discovery.talos.dev/";
  private static final int API_SERVER_PORT = 6443;

  private final ClusterInput input;
  private final MachineType type;
  private final List<Map<String, Object>> documents = new ArrayList<>();

  MultiDocumentForm(ClusterInput input, MachineType type) {
    this.input = input;
    this.type = type;
  }

  List<Map<String, Object>> documents() {
    add(MainDocument.of(input, type));
    discovery();
    node();
    kubernetes();
    if (type.isControlPlane()) {
      controlPlane();
    }
    return documents;
  }

  private void add(MapBuilder document) {
    documents.add(document.content());
  }

  private void discovery() {
    SecretsBundle secrets = input.secrets();
    add(
        MapBuilder.document("DiscoveryServiceConfig")
            .put("name", "default")
            .put("endpoint", DISCOVERY));
    add(
        MapBuilder.document("DiscoveryIdentityConfig")
            .put("clusterID", secrets.clusterId())
            .put("clusterSecret", secrets.clusterSecret()));
  }

  private void node() {
    input.installDisk().ifPresent(this::install);
    add(
        MapBuilder.document("ResolverConfig")
            .put("hostDNS.enabled", true)
            .put("hostDNS.forwardKubeDNSToHost", true));
    add(MapBuilder.document("VolumeConfig").put("name", "EPHEMERAL").put("mount.secure", true));
    add(MapBuilder.document("FilesystemTrimConfig").put("interval", "168h"));
    add(MapBuilder.document("SecurityProfileConfig").put("workloadIsolation", true));
    add(MapBuilder.document("HostnameConfig").put("auto", "stable"));
  }

  private void install(String disk) {
    add(
        MapBuilder.document("UnattendedInstallConfig")
            .putIfPresent("installer.image", input.installImage())
            .put("provisioning.diskSelector.match", "disk.dev_path == \"" + disk + "\"")
            .put("provisioning.wipe", false));
  }

  private void kubernetes() {
    add(
        MapBuilder.document("KubeClusterConfig")
            .put("clusterName", input.name())
            .put("endpoint", input.endpoint()));
    add(MapBuilder.document("KubeNodeConfig").put("nodeIP", new LinkedHashMap<String, Object>()));
    add(
        MapBuilder.document("KubeNetworkConfig")
            .put("dnsDomain", input.dnsDomain())
            .put("podSubnets", input.podSubnets())
            .put("serviceSubnets", input.serviceSubnets()));
    add(
        MapBuilder.document("KubeletConfig")
            .put("image", Images.kubelet(input.kubernetesVersion()))
            .put("defaultRuntimeSeccompProfileEnabled", true));
    add(apiServerAuthority());
    add(MapBuilder.document("KubePrismConfig").put("port", KUBE_PRISM_PORT));
  }

  /** A worker trusts the authority and does not know its key. */
  private MapBuilder apiServerAuthority() {
    PemKeyPair pair = input.secrets().kubernetes();
    MapBuilder document = MapBuilder.document("KubeAPIServerCAConfig");
    return type.isControlPlane()
        ? document.put("issuingCA", authority(pair))
        : document.put("acceptedCAs", List.of(pair.certificate()));
  }

  private void controlPlane() {
    SecretsBundle secrets = input.secrets();
    add(etcdEncryption());
    add(
        MapBuilder.document("KubeAggregatorCAConfig")
            .put("issuingCA", authority(secrets.aggregator())));
    add(
        MapBuilder.document("KubeServiceAccountConfig")
            .put("issuer.privateKey", secrets.serviceAccountKey())
            .put("issuer.issuerURL", input.endpoint()));
    add(
        component("KubeAPIServerConfig", "kube-apiserver")
            .put("apiPort", API_SERVER_PORT)
            .put("certExtraSANs", input.certSans()));
    add(component("KubeControllerManagerConfig", "kube-controller-manager"));
    add(component("KubeSchedulerConfig", "kube-scheduler"));
    add(component("KubeProxyConfig", "kube-proxy").put("mode", "nftables"));
    add(
        MapBuilder.document("KubeFlannelCNIConfig")
            .put("backendType", "vxlan")
            .put("backendPort", 4789));
    add(MapBuilder.document("KubeCoreDNSConfig").put("enabled", true));
  }

  private MapBuilder component(String kind, String image) {
    return MapBuilder.document(kind)
        .put("image", Images.component(image, input.kubernetesVersion()));
  }

  private MapBuilder etcdEncryption() {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("name", "key1");
    key.put("secret", input.secrets().secretboxEncryptionSecret());
    Map<String, Object> secretbox = Map.of("secretbox", Map.of("keys", List.of(key)));
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("providers", List.of(secretbox));
    resource.put("resources", List.of("secrets"));
    return MapBuilder.document("KubeEtcdEncryptionConfig")
        .put("config.resources", List.of(resource));
  }

  private static SequencedMap<String, Object> authority(PemKeyPair pair) {
    SequencedMap<String, Object> authority = new LinkedHashMap<>();
    authority.put("cert", pair.certificate());
    authority.put("key", pair.key());
    return authority;
  }
}
