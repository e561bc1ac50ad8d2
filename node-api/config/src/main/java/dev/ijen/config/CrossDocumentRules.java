package dev.ijen.config;

import dev.ijen.config.ValidationContext.Platform;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that look at several documents. */
final class CrossDocumentRules {
  private final MachineConfig config;
  private final Findings findings;

  private CrossDocumentRules(MachineConfig config, Findings findings) {
    this.config = config;
    this.findings = findings;
  }

  static void check(MachineConfig config, ValidationContext context, Findings findings) {
    var rules = new CrossDocumentRules(config, findings);
    rules.conflictingNames();
    rules.containers();
    rules.hostDns(context);
    if (config.main().isPresent()) {
      rules.controlPlaneKinds();
      rules.discovery();
      rules.etcdEncryption();
    }
  }

  /** Kinds that make a link of the same name, and others that the schema calls conflicting. */
  private void conflictingNames() {
    for (Document document : config.documents()) {
      for (String kind : document.kind().conflicts()) {
        boolean other = config.document(kind, document.name()).isPresent();
        findings.require(!other, document, "name", "a " + kind + " has the same name");
      }
    }
  }

  private void controlPlaneKinds() {
    boolean controlPlane = config.machineType().isControlPlane();
    for (Document document : config.documents()) {
      boolean allowed = controlPlane || !document.kind().isControlPlaneOnly();
      findings.require(allowed, document, "", "only on control planes");
    }
  }

  private void discovery() {
    boolean service = config.document("DiscoveryServiceConfig").isPresent();
    boolean classic = config.bool("cluster.discovery.enabled").orElse(false);
    boolean identity =
        config.document("DiscoveryIdentityConfig").isPresent()
            || (config.string("cluster.id").isPresent()
                && config.string("cluster.secret").isPresent());
    if ((service || classic) && !identity) {
      findings.problem("discovery needs the identity and the secret of the cluster");
    }
    boolean kubespan =
        config.bool("machine.network.kubespan.enabled").orElse(false)
            || config.document("KubeSpanConfig").flatMap(d -> d.bool("enabled")).orElse(false);
    if (kubespan && !service && !classic) {
      findings.problem("KubeSpan needs discovery");
    }
  }

  private void etcdEncryption() {
    boolean authority =
        config.string("cluster.ca.key").isPresent()
            || config
                .document("KubeAPIServerCAConfig")
                .flatMap(d -> d.string("issuingCA.key"))
                .isPresent();
    boolean encrypted =
        config.document("KubeEtcdEncryptionConfig").isPresent()
            || config.string("cluster.secretboxEncryptionSecret").isPresent()
            || config.string("cluster.aescbcEncryptionSecret").isPresent();
    if (config.machineType().isControlPlane() && authority && !encrypted) {
      findings.problem(
          "a control plane with a Kubernetes authority needs an etcd encryption secret");
    }
  }

  private void hostDns(ValidationContext context) {
    boolean classic = config.bool("machine.features.hostDNS.enabled").orElse(false);
    var resolver = config.document("ResolverConfig");
    boolean enabled = classic || resolver.flatMap(d -> d.bool("hostDNS.enabled")).orElse(false);
    boolean forwards =
        config.bool("machine.features.hostDNS.forwardKubeDNSToHost").orElse(false)
            || resolver.flatMap(d -> d.bool("hostDNS.forwardKubeDNSToHost")).orElse(false);
    boolean container = context.platform() == Platform.CONTAINER && config.main().isPresent();
    if (container && !(enabled && forwards)) {
      findings.problem("container mode needs hostDNS enabled with forwardKubeDNSToHost");
    }
    resolver.ifPresent(document -> nameservers(document, enabled));
  }

  private void nameservers(Document resolver, boolean hostDns) {
    List<Object> servers = resolver.list("nameservers");
    for (int i = 0; i < servers.size(); i++) {
      Map<String, Object> server = Values.map(servers.get(i));
      String at = "nameservers[" + i + "]";
      boolean plain = Values.text(server.getOrDefault("protocol", "Do53")).equals("Do53");
      findings.require(plain || hostDns, resolver, at + ".protocol", "needs hostDNS.enabled");
      boolean named = !Values.isZero(server.get("tlsServerName"));
      String message = plain ? "refused for Do53" : "required for DoT and DoH";
      findings.require(named != plain, resolver, at + ".tlsServerName", message);
    }
  }

  private void containers() {
    Map<String, List<String>> needs = new HashMap<>();
    List<Document> containers = config.documents("ContainerConfig");
    containers.forEach(d -> needs.put(d.name(), d.strings("dependsOn.containers")));
    for (Document container : containers) {
      for (String name : needs.getOrDefault(container.name(), List.of())) {
        findings.require(
            needs.containsKey(name),
            container,
            "dependsOn.containers",
            "there is no container \"" + name + "\"");
      }
      boolean cyclic = reaches(container.name(), container.name(), needs, new HashSet<>());
      findings.require(!cyclic, container, "dependsOn.containers", "depends on itself");
    }
  }

  private static boolean reaches(
      String from, String wanted, Map<String, List<String>> needs, Set<String> seen) {
    for (String next : needs.getOrDefault(from, List.of())) {
      if (next.equals(wanted) || (seen.add(next) && reaches(next, wanted, needs, seen))) {
        return true;
      }
    }
    return false;
  }
}
