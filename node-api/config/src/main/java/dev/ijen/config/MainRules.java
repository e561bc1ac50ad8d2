package dev.ijen.config;

import dev.ijen.config.ValidationContext.Platform;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of the main document. */
final class MainRules {
  /** Fields whose words are judged here and not by the schema alone. */
  static final Set<String> CHECKED_WORDS = Set.of("machine.type", "cluster.network.cni.name");

  private static final Pattern DNS_NAME =
      Pattern.compile(
          "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final List<String> ROLES =
      List.of("os:admin", "os:operator", "os:reader", "os:etcd:backup", "os:impersonator");
  private static final Set<String> KUBELET_PROTECTED =
      Set.of(
          "apiVersion",
          "authentication",
          "authorization",
          "cgroupRoot",
          "kind",
          "kubeletCgroups",
          "port",
          "protectKernelDefaults",
          "resolvConf",
          "rotateCertificates",
          "systemCgroups",
          "staticPodPath",
          "seccompDefault");

  private final MachineConfig config;
  private final Document main;
  private final ValidationContext context;
  private final Findings findings;

  private MainRules(
      MachineConfig config, Document main, ValidationContext context, Findings findings) {
    this.config = config;
    this.main = main;
    this.context = context;
    this.findings = findings;
  }

  static void check(MachineConfig config, ValidationContext context, Findings findings) {
    config.main().ifPresent(main -> new MainRules(config, main, context, findings).check());
  }

  /** The names under which protected kubelet settings stand in a map. */
  static List<String> protectedKubeletFields(Map<String, Object> settings) {
    return settings.keySet().stream().filter(KUBELET_PROTECTED::contains).sorted().toList();
  }

  private void check() {
    findings.require(main.has("machine"), main, "machine", "required");
    findings.require(main.has("cluster"), main, "cluster", "required");
    machineType();
    authorities();
    controlPlaneEndpoint();
    clusterNetwork();
    etcd();
    manifests();
    install();
    features();
    machineLists();
    deprecations();
    if (!context.local()) {
      KubernetesVersions.IMAGES.forEach(path -> KubernetesVersions.check(main, path, findings));
    }
  }

  private boolean isControlPlane() {
    return config.machineType().isControlPlane();
  }

  private void machineType() {
    String word = main.string("machine.type").orElse("");
    if (MachineType.parse(word).isEmpty()) {
      findings.problem(
          main, "machine.type", "\"" + word + "\" is not one of controlplane, worker, init");
    } else if (word.isEmpty() || word.equals("join")) {
      findings.warning(main, "machine.type", "\"" + word + "\" means worker; say worker");
    }
  }

  private void authorities() {
    boolean accepted = !main.list("machine.acceptedCAs").isEmpty();
    Optional<String> key = main.string("machine.ca.key");
    if (isControlPlane()) {
      findings.require(key.isPresent(), main, "machine.ca.key", "required on a control plane");
    } else {
      boolean known = main.has("machine.ca.crt") || accepted;
      findings.require(known, main, "machine.ca", "machine.ca or machine.acceptedCAs is required");
      findings.require(key.isEmpty(), main, "machine.ca.key", "refused on a worker");
      boolean keyless = main.string("cluster.ca.key").isEmpty();
      findings.require(keyless, main, "cluster.ca.key", "refused on a worker");
    }
  }

  private void controlPlaneEndpoint() {
    if (!main.has("cluster.controlPlane")) {
      return;
    }
    String endpoint = main.string("cluster.controlPlane.endpoint").orElse("");
    boolean uri = endpoint.matches("https?://[^/\\s]+(/.*)?");
    findings.require(uri, main, "cluster.controlPlane.endpoint", "must be a URL with a host");
  }

  private void clusterNetwork() {
    String domain = main.string("cluster.network.dnsDomain").orElse("cluster.local");
    boolean dns = DNS_NAME.matcher(domain.toLowerCase(Locale.ROOT)).matches();
    findings.require(dns, main, "cluster.network.dnsDomain", "not a DNS name");
    String cni = main.string("cluster.network.cni.name").orElse("flannel");
    String path = "cluster.network.cni";
    boolean known = List.of("flannel", "custom", "none").contains(cni);
    findings.require(known, main, path + ".name", "\"" + cni + "\" is not flannel, custom or none");
    boolean urls = !main.list(path + ".urls").isEmpty();
    findings.require(!urls || cni.equals("custom"), main, path + ".urls", "only for custom");
    if (cni.equals("custom") && !urls) {
      findings.warning(main, path + ".urls", "custom without urls installs no network");
    }
    boolean flannel = !main.has(path + ".flannel") || cni.equals("flannel");
    findings.require(flannel, main, path + ".flannel", "only for flannel");
  }

  private void etcd() {
    if (!main.has("cluster.etcd")) {
      return;
    }
    findings.require(isControlPlane(), main, "cluster.etcd", "only on control planes");
    findings.require(main.has("cluster.etcd.ca"), main, "cluster.etcd.ca", "required");
    boolean both = main.has("cluster.etcd.subnet") && main.has("cluster.etcd.advertisedSubnets");
    findings.require(!both, main, "cluster.etcd.subnet", "excludes advertisedSubnets");
    for (String list : List.of("advertisedSubnets", "listenSubnets")) {
      subnets("cluster.etcd." + list);
    }
  }

  private void subnets(String path) {
    for (String subnet : main.strings(path)) {
      String prefix = subnet.startsWith("!") ? subnet.substring(1) : subnet;
      boolean valid = ScalarParser.isPrefix(prefix);
      findings.require(valid, main, path, "\"" + subnet + "\" is not a subnet");
    }
  }

  private void manifests() {
    boolean cloud = main.bool("cluster.externalCloudProvider.enabled").orElse(false);
    boolean none = main.list("cluster.externalCloudProvider.manifests").isEmpty();
    findings.require(
        cloud || none, main, "cluster.externalCloudProvider.manifests", "need enabled: true");
    var names = new HashSet<String>();
    for (Object item : main.list("cluster.inlineManifests")) {
      String name = Values.text(Values.map(item).get("name"));
      boolean unique = !name.isBlank() && names.add(name);
      findings.require(unique, main, "cluster.inlineManifests", "names are unique and not blank");
    }
  }

  private void install() {
    boolean separate = config.document("UnattendedInstallConfig").isPresent();
    if (!main.has("machine.install")) {
      return;
    }
    boolean target = main.has("machine.install.disk") || main.has("machine.install.diskSelector");
    boolean metal = context.platform() == Platform.METAL && !separate;
    findings.require(
        target || !metal, main, "machine.install", "disk or diskSelector is required on metal");
    boolean arguments = !main.list("machine.install.extraKernelArgs").isEmpty();
    boolean fromUki = main.bool("machine.install.grubUseUKICmdline").orElse(false);
    findings.require(
        !(arguments && fromUki),
        main,
        "machine.install.extraKernelArgs",
        "excludes grubUseUKICmdline");
    if (arguments) {
      findings.warning(
          main,
          "machine.install.extraKernelArgs",
          "not added: the command line is part of the signed boot image");
    }
    if (!main.list("machine.install.extensions").isEmpty()) {
      findings.warning(main, "machine.install.extensions", "deprecated: choose another image");
    }
  }

  private void features() {
    boolean forwards = main.bool("machine.features.hostDNS.forwardKubeDNSToHost").orElse(false);
    boolean enabled = main.bool("machine.features.hostDNS.enabled").orElse(false);
    findings.require(
        !forwards || enabled,
        main,
        "machine.features.hostDNS.forwardKubeDNSToHost",
        "needs hostDNS.enabled");
    String access = "machine.features.kubernetesTalosAPIAccess";
    boolean reachable = main.bool(access + ".enabled").orElse(false);
    findings.require(!reachable || isControlPlane(), main, access, "only on control planes");
    for (String role : main.strings(access + ".allowedRoles")) {
      boolean known = ROLES.contains(role);
      findings.require(known, main, access + ".allowedRoles", "unknown role \"" + role + "\"");
    }
  }

  private void machineLists() {
    for (String field : protectedKubeletFields(main.map("machine.kubelet.extraConfig"))) {
      findings.problem(main, "machine.kubelet.extraConfig." + field, "the node sets this itself");
    }
    subnets("machine.kubelet.nodeIP.validSubnets");
    for (String volume : List.of("state", "ephemeral")) {
      String path = "machine.systemDiskEncryption." + volume;
      if (main.has(path)) {
        EncryptionRules.check(main, path, findings);
      }
    }
    List<Object> disks = main.list("machine.disks");
    for (int i = 0; i < disks.size(); i++) {
      onlyLastPartitionFillsTheDisk("machine.disks[" + i + "].partitions");
    }
  }

  private void onlyLastPartitionFillsTheDisk(String path) {
    List<Object> partitions = main.list(path);
    for (int i = 0; i + 1 < partitions.size(); i++) {
      boolean sized = !Values.isZero(Values.map(partitions.get(i)).get("size"));
      findings.require(
          sized, main, path + "[" + i + "].size", "only the last partition may fill the disk");
    }
  }

  private void deprecations() {
    for (String path : List.of("machine.files", "machine.baseRuntimeSpecOverrides")) {
      if (main.has(path)) {
        findings.warning(main, path, "deprecated");
      }
    }
    if (main.bool("persist").equals(Optional.of(false))) {
      findings.problem(main, "persist", "must not be false");
    }
  }
}
