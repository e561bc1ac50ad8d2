package dev.ijen.config;

import dev.ijen.pki.PemKeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a machine config says of Kubernetes: from the documents of each part, or from {@code
 * cluster} and {@code machine.kubelet} of the main document.
 */
public final class KubernetesConfig {
  /** The port of API servers that the config does not name. */
  public static final int API_SERVER_PORT = 6443;

  private static final String CLUSTER_DOMAIN = "cluster.local";
  private static final List<String> POD_SUBNETS = List.of("10.244.0.0/16");
  private static final List<String> SERVICE_SUBNETS = List.of("10.96.0.0/12");
  private static final String NETWORK = "KubeNetworkConfig";

  private final MachineConfig config;

  KubernetesConfig(MachineConfig config) {
    this.config = config;
  }

  /**
   * A program of the control plane.
   *
   * @param enabled whether it runs on this node
   * @param image what it runs from; absent for the release's own
   * @param extraArgs flags without dashes, and their values
   */
  public record Component(
      boolean enabled,
      Optional<String> image,
      SequencedMap<String, List<String>> extraArgs,
      SequencedMap<String, String> environment) {}

  /** The programs of the control plane, and where the config speaks of them. */
  public enum Program {
    API_SERVER("KubeAPIServerConfig", "cluster.apiServer"),
    CONTROLLER_MANAGER("KubeControllerManagerConfig", "cluster.controllerManager"),
    SCHEDULER("KubeSchedulerConfig", "cluster.scheduler");

    private final String kind;
    private final String path;

    Program(String kind, String path) {
      this.kind = kind;
      this.path = path;
    }
  }

  /** A program of the control plane. */
  public Component component(Program program) {
    return config
        .document(program.kind)
        .map(document -> component(document, ""))
        .or(() -> config.main().map(main -> component(main, program.path + ".")))
        .orElseGet(
            () ->
                new Component(
                    true, Optional.empty(), new LinkedHashMap<>(), new LinkedHashMap<>()));
  }

  /** The domain of services. */
  public String clusterDomain() {
    return string(NETWORK, "dnsDomain", "cluster.network.dnsDomain").orElse(CLUSTER_DOMAIN);
  }

  /** Where pods get their addresses from, as CIDRs. */
  public List<String> podSubnets() {
    return orElse(strings(NETWORK, "podSubnets", "cluster.network.podSubnets"), POD_SUBNETS);
  }

  /** Where services get their addresses from, as CIDRs. */
  public List<String> serviceSubnets() {
    return orElse(
        strings(NETWORK, "serviceSubnets", "cluster.network.serviceSubnets"), SERVICE_SUBNETS);
  }

  /** The authority of the Kubernetes API; on a worker its certificate alone, if that. */
  public Optional<PemKeyPair> authority() {
    return authority("KubeAPIServerCAConfig", "cluster.ca");
  }

  /** Certificates of authorities whose clients the Kubernetes API accepts too, as PEM. */
  public List<String> acceptedAuthorities() {
    var accepted = new ArrayList<String>();
    config
        .document("KubeAPIServerCAConfig")
        .ifPresent(document -> accepted.addAll(document.strings("acceptedCAs")));
    for (Object item : config.list("cluster.acceptedCAs")) {
      accepted.add(MachineConfig.pem(Values.text(Values.map(item).get("crt"))));
    }
    return List.copyOf(accepted);
  }

  /** The authority of the aggregation layer. */
  public Optional<PemKeyPair> aggregatorAuthority() {
    return authority("KubeAggregatorCAConfig", "cluster.aggregatorCA");
  }

  /** The authority of etcd; only control planes have it. */
  public Optional<PemKeyPair> etcdAuthority() {
    return config.main().flatMap(main -> MachineConfig.keyPair(main, "cluster.etcd.ca"));
  }

  /** The key that signs the tokens of service accounts, as PEM: a secret. */
  public Optional<String> serviceAccountKey() {
    return config
        .document("KubeServiceAccountConfig")
        .flatMap(document -> document.string("issuer.privateKey"))
        .or(() -> config.string("cluster.serviceAccount.key").map(MachineConfig::pem));
  }

  /** The issuer that tokens of service accounts name: the endpoint when nothing else is said. */
  public Optional<String> issuerUrl() {
    return config
        .document("KubeServiceAccountConfig")
        .flatMap(document -> document.string("issuer.issuerURL"))
        .or(config::clusterEndpoint);
  }

  /** The token with which kubelets ask for their first certificate, {@code id.secret}: a secret. */
  public Optional<String> bootstrapToken() {
    return config.string("cluster.token");
  }

  /** How etcd's content is encrypted, as an {@code EncryptionConfiguration}: holds secrets. */
  public Map<String, Object> etcdEncryption() {
    return config
        .document("KubeEtcdEncryptionConfig")
        .map(document -> document.map("config"))
        .orElse(Map.of());
  }

  /** The classic secret of secretbox encryption: base64. */
  public Optional<String> secretboxSecret() {
    return config.string("cluster.secretboxEncryptionSecret");
  }

  /** The classic secret of AES-CBC encryption: base64. */
  public Optional<String> aescbcSecret() {
    return config.string("cluster.aescbcEncryptionSecret");
  }

  /** The port of this node's API server. */
  public int apiServerPort() {
    return config
        .document("KubeAPIServerConfig")
        .flatMap(document -> document.number("apiPort"))
        .or(
            () ->
                config
                    .main()
                    .flatMap(main -> main.number("cluster.controlPlane.localAPIServerPort")))
        .map(Long::intValue)
        .filter(port -> port > 0)
        .orElse(API_SERVER_PORT);
  }

  /** Further names and addresses of the API server's certificate. */
  public List<String> apiServerCertSans() {
    return strings("KubeAPIServerConfig", "certExtraSANs", "cluster.apiServer.certSANs");
  }

  /** What etcd runs from; absent for the release's own. */
  public Optional<String> etcdImage() {
    return config.string("cluster.etcd.image");
  }

  /** Flags of etcd without dashes, and their values. */
  public SequencedMap<String, List<String>> etcdExtraArgs() {
    return args(config.map("cluster.etcd.extraArgs"));
  }

  /** Subnets whose addresses etcd tells others; empty for the node's default address. */
  public List<String> etcdAdvertisedSubnets() {
    return config.strings("cluster.etcd.advertisedSubnets");
  }

  /** What the kubelet runs from; absent for the release's own. */
  public Optional<String> kubeletImage() {
    return string("KubeletConfig", "image", "machine.kubelet.image");
  }

  /** Flags of the kubelet without dashes, and their values. */
  public SequencedMap<String, List<String>> kubeletExtraArgs() {
    return args(map("KubeletConfig", "extraArgs", "machine.kubelet.extraArgs"));
  }

  /** Fields of the kubelet's configuration that take the place of ours. */
  public Map<String, Object> kubeletExtraConfig() {
    return map("KubeletConfig", "config", "machine.kubelet.extraConfig");
  }

  /** Addresses of the cluster's name servers; empty for those that follow from the subnets. */
  public List<String> clusterDns() {
    return strings("KubeletConfig", "clusterDNS", "machine.kubelet.clusterDNS");
  }

  /** Whether containers get the runtime's seccomp profile. */
  public boolean defaultSeccompProfile() {
    return config
        .document("KubeletConfig")
        .flatMap(document -> document.bool("defaultRuntimeSeccompProfileEnabled"))
        .or(() -> config.bool("machine.kubelet.defaultRuntimeSeccompProfileEnabled"))
        .orElse(false);
  }

  /** Subnets that the node's addresses are chosen from; empty for any. */
  public List<String> nodeIpSubnets() {
    return strings("KubeNodeConfig", "nodeIP.validSubnets", "machine.kubelet.nodeIP.validSubnets");
  }

  /** Whether the kubelet is to leave the Node object alone. */
  public boolean skipNodeRegistration() {
    return config
        .document("KubeNodeConfig")
        .flatMap(document -> document.bool("skipNodeRegistration"))
        .or(() -> config.bool("machine.kubelet.skipNodeRegistration"))
        .orElse(false);
  }

  /** Whether the Node object is named by the full host name. */
  public boolean registerWithFqdn() {
    return config
        .document("KubeNodeConfig")
        .flatMap(document -> document.bool("registerWithFQDN"))
        .or(() -> config.bool("machine.kubelet.registerWithFQDN"))
        .orElse(false);
  }

  /** Whether pods may be placed on this control plane as on any node. */
  public boolean schedulesOnControlPlanes() {
    return config
        .bool("cluster.allowSchedulingOnControlPlanes")
        .or(() -> config.bool("cluster.allowSchedulingOnMasters"))
        .orElse(false);
  }

  /** The network of pods: {@code flannel}, {@code custom} or {@code none}. */
  public String cni() {
    if (config.document("KubeFlannelCNIConfig").isPresent()) {
      return "flannel";
    }
    boolean documents = config.document(NETWORK).isPresent();
    return config.string("cluster.network.cni.name").orElse(documents ? "none" : "flannel");
  }

  private Component component(Document document, String prefix) {
    return new Component(
        document.bool(prefix + "enabled").orElse(true),
        document.string(prefix + "image"),
        args(document.map(prefix + "extraArgs")),
        document.stringMap(prefix + "env"));
  }

  private Optional<PemKeyPair> authority(String kind, String classic) {
    return config
        .document(kind)
        .flatMap(
            document ->
                document
                    .string("issuingCA.cert")
                    .map(
                        certificate ->
                            new PemKeyPair(
                                certificate, document.string("issuingCA.key").orElse(""))))
        .or(() -> config.main().flatMap(main -> MachineConfig.keyPair(main, classic)));
  }

  private Optional<String> string(String kind, String path, String classic) {
    return config.document(kind).flatMap(d -> d.string(path)).or(() -> config.string(classic));
  }

  private List<String> strings(String kind, String path, String classic) {
    return config
        .document(kind)
        .map(document -> document.strings(path))
        .orElseGet(() -> config.strings(classic));
  }

  private Map<String, Object> map(String kind, String path, String classic) {
    return config
        .document(kind)
        .map(document -> document.map(path))
        .orElseGet(() -> config.map(classic));
  }

  /** A flag has one value or a list of them. */
  private static SequencedMap<String, List<String>> args(Map<String, Object> map) {
    var args = new LinkedHashMap<String, List<String>>();
    map.forEach(
        (name, value) ->
            args.put(
                name,
                value instanceof List<?>
                    ? Values.list(value).stream().map(Values::text).toList()
                    : List.of(Values.text(value))));
    return args;
  }

  private static List<String> orElse(List<String> given, List<String> fallback) {
    return given.isEmpty() ? fallback : given;
  }
}
