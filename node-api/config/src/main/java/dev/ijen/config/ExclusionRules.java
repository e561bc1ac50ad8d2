package dev.ijen.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A setting stands in the main document or in a document of its own, never in both. */
final class ExclusionRules {
  private static final List<String> KUBELET = List.of("machine.kubelet");

  /** The fields of the main document that each kind replaces. */
  static final Map<String, List<String>> REPLACED =
      Map.ofEntries(
          Map.entry("CRIBaseRuntimeSpecConfig", List.of("machine.baseRuntimeSpecOverrides")),
          Map.entry("DiscoveryIdentityConfig", List.of("cluster.id", "cluster.secret")),
          Map.entry("DiscoveryServiceConfig", List.of("cluster.discovery")),
          Map.entry(
              "HostnameConfig",
              List.of("machine.network.hostname", "machine.features.stableHostname")),
          Map.entry("ImageCacheConfig", List.of("machine.features.imageCache")),
          Map.entry("KubeAPIServerCAConfig", List.of("cluster.ca")),
          Map.entry(
              "KubeAPIServerConfig",
              List.of("cluster.apiServer", "cluster.controlPlane.localAPIServerPort")),
          Map.entry("KubeAdmissionControlConfig", List.of("cluster.apiServer.admissionControl")),
          Map.entry("KubeAggregatorCAConfig", List.of("cluster.aggregatorCA")),
          Map.entry("KubeAuditPolicyConfig", List.of("cluster.apiServer.auditPolicy")),
          Map.entry("KubeAuthorizerConfig", List.of("cluster.apiServer.authorizationConfig")),
          Map.entry(
              "KubeClusterConfig", List.of("cluster.clusterName", "cluster.controlPlane.endpoint")),
          Map.entry(
              "KubeControllerManagerConfig",
              List.of("cluster.controllerManager", "machine.controlPlane.controllerManager")),
          Map.entry("KubeCoreDNSConfig", List.of("cluster.coreDNS")),
          Map.entry("KubeCredentialProviderConfig", KUBELET),
          Map.entry(
              "KubeEtcdEncryptionConfig",
              List.of("cluster.secretboxEncryptionSecret", "cluster.aescbcEncryptionSecret")),
          Map.entry("KubeFlannelCNIConfig", List.of("cluster.network")),
          Map.entry("KubeNetworkConfig", List.of("cluster.network")),
          Map.entry(
              "KubeNodeConfig",
              List.of(
                  "cluster.allowSchedulingOnControlPlanes",
                  "cluster.allowSchedulingOnMasters",
                  "machine.kubelet.skipNodeRegistration",
                  "machine.kubelet.registerWithFQDN",
                  "machine.kubelet.nodeIP",
                  "machine.nodeLabels",
                  "machine.nodeAnnotations",
                  "machine.nodeTaints")),
          Map.entry("KubePrismConfig", List.of("machine.features.kubePrism")),
          Map.entry("KubeProxyConfig", List.of("cluster.proxy")),
          Map.entry(
              "KubeSchedulerConfig",
              List.of("cluster.scheduler", "machine.controlPlane.scheduler")),
          Map.entry("KubeServiceAccountConfig", List.of("cluster.serviceAccount")),
          Map.entry("KubeSpanConfig", List.of("machine.network.kubespan")),
          Map.entry(
              "KubeTalosAPIAccessConfig", List.of("machine.features.kubernetesTalosAPIAccess")),
          Map.entry("KubeletConfig", KUBELET),
          Map.entry(
              "ResolverConfig",
              List.of(
                  "machine.network.nameservers",
                  "machine.network.searchDomains",
                  "machine.network.disableSearchDomain")),
          Map.entry(
              "TimeSyncConfig",
              List.of("machine.time.disabled", "machine.time.servers", "machine.time.bootTimeout")),
          Map.entry("UnattendedInstallConfig", List.of("machine.install")));

  private ExclusionRules() {}

  static void check(MachineConfig config, Findings findings) {
    config.main().ifPresent(main -> check(config, main, findings));
  }

  private static void check(MachineConfig config, Document main, Findings findings) {
    for (Document document : config.documents()) {
      for (String path : REPLACED.getOrDefault(document.kind().name(), List.of())) {
        findings.require(
            !main.has(path), document, "", "excludes " + path + " of the main document");
      }
    }
    config
        .document("ResolverConfig")
        .filter(resolver -> resolver.has("hostDNS") && main.has("machine.features.hostDNS"))
        .ifPresent(
            resolver ->
                findings.problem(
                    resolver, "hostDNS", "excludes machine.features.hostDNS of the main document"));
    for (Document volume : config.documents("VolumeConfig")) {
      encryptionOf(volume, main, findings);
    }
  }

  private static void encryptionOf(Document volume, Document main, Findings findings) {
    String field = volume.name().toLowerCase(Locale.ROOT);
    String path = "machine.systemDiskEncryption." + field;
    boolean twice = volume.has("encryption") && main.has(path);
    findings.require(!twice, volume, "encryption", "excludes " + path + " of the main document");
  }
}
