package dev.ijen.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of the Kubernetes documents. */
final class KubernetesDocumentRules {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Set<String> RESOURCES = Set.of("cpu", "memory");
  private static final List<String> OWN_API_SERVER_FLAGS =
      List.of(
          "anonymous-auth",
          "oidc-",
          "authentication-config",
          "authorization-config",
          "authorization-mode",
          "authorization-webhook-");

  private final Document document;
  private final Findings findings;

  private KubernetesDocumentRules(Document document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  static void check(Document document, ValidationContext context, Findings findings) {
    var rules = new KubernetesDocumentRules(document, findings);
    rules.resources();
    if (!context.local()) {
      KubernetesVersions.check(document, "image", findings);
    }
    switch (document.kind().name()) {
      case "KubeAPIServerConfig" -> rules.apiServer();
      case "KubeAPIServerCAConfig" -> rules.authority();
      case "KubeAuthorizerConfig" -> rules.authorizer();
      case "KubeAggregatorCAConfig" -> rules.requiredAuthority();
      case "KubeEtcdEncryptionConfig" ->
          rules.require(!document.map("config").isEmpty(), "config", "required");
      case "KubeExternalManifestConfig", "KubeInlineManifestConfig", "KubeStaticPodConfig" ->
          rules.subdomain();
      case "KubeNetworkConfig" -> rules.network();
      case "KubeNodeConfig" -> rules.node();
      case "KubePrismConfig" -> rules.prism();
      case "KubeProxyConfig" -> rules.proxy();
      case "KubeletConfig" -> rules.kubelet();
      default -> {}
    }
  }

  private void require(boolean condition, String path, String message) {
    findings.require(condition, document, path, message);
  }

  private void resources() {
    for (String path : List.of("resources.requests", "resources.limits")) {
      for (String name : document.map(path).keySet()) {
        require(RESOURCES.contains(name), path + "." + name, "only cpu and memory");
      }
    }
  }

  private void requiredAuthority() {
    require(document.has("issuingCA"), "issuingCA", "required");
    authority();
  }

  private void authority() {
    if (document.has("issuingCA")) {
      PemRules.certificate(document, "issuingCA.cert", findings);
      PemRules.key(document, "issuingCA.key", findings);
    }
    for (int i = 0; i < document.list("acceptedCAs").size(); i++) {
      PemRules.certificate(document, "acceptedCAs[" + i + "]", findings);
    }
  }

  private void apiServer() {
    for (String flag : document.map("extraArgs").keySet()) {
      boolean own = OWN_API_SERVER_FLAGS.stream().anyMatch(flag::startsWith);
      require(!own, "extraArgs." + flag, "has a document of its own");
    }
  }

  private void authorizer() {
    boolean webhook = document.string("type").orElse("").equals("Webhook");
    require(document.has("type"), "type", "required");
    require(!webhook || document.has("webhook"), "webhook", "required for Webhook");
    if (!webhook && document.has("webhook")) {
      findings.warning(document, "webhook", "has no effect for this type");
    }
  }

  private void subdomain() {
    boolean valid = document.name().length() <= 253 && SUBDOMAIN.matcher(document.name()).matches();
    require(valid, "name", "not a DNS subdomain in lower case");
  }

  private void network() {
    int pods = document.list("podSubnets").size();
    int services = document.list("serviceSubnets").size();
    require(pods <= 2, "podSubnets", "two at most");
    require(services == pods, "serviceSubnets", "as many as podSubnets");
    for (String list : List.of("podSubnets", "serviceSubnets")) {
      long v6 = document.strings(list).stream().filter(s -> s.contains(":")).count();
      boolean oneEach = v6 <= 1 && document.list(list).size() - v6 <= 1;
      require(oneEach, list, "at most one per address family");
    }
    long v4 = document.number("nodeCIDRMaskSizeIPv4").orElse(24L);
    require(v4 > 0 && v4 <= 32, "nodeCIDRMaskSizeIPv4", "1 to 32");
    long v6 = document.number("nodeCIDRMaskSizeIPv6").orElse(64L);
    require(v6 > 0 && v6 <= 128, "nodeCIDRMaskSizeIPv6", "1 to 128");
  }

  private void node() {
    for (String subnet : document.strings("nodeIP.validSubnets")) {
      String prefix = subnet.startsWith("!") ? subnet.substring(1) : subnet;
      boolean valid = ScalarParser.isPrefix(prefix);
      require(valid, "nodeIP.validSubnets", "\"" + subnet + "\" is not a subnet");
    }
    for (String field : List.of("labels", "annotations", "taints")) {
      document.map(field).keySet().forEach(key -> qualifiedName(field, key));
    }
  }

  /** An optional DNS prefix and a name of 63 characters (Kubernetes, "Labels and Selectors"). */
  private void qualifiedName(String field, String key) {
    String[] parts = key.split("/", 2);
    String name = parts[parts.length - 1];
    boolean prefix =
        parts.length == 1 || SUBDOMAIN.matcher(parts[0].toLowerCase(Locale.ROOT)).matches();
    boolean valid = prefix && name.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    require(valid, field + "." + key, "not a qualified name");
  }

  private void prism() {
    long port = document.number("port").orElse(0L);
    require(port > 0 && port <= 0xffff, "port", "1 to 65535");
  }

  private void proxy() {
    String mode = document.string("mode").orElse("nftables");
    if (!mode.equals("nftables")) {
      findings.warning(document, "mode", "nftables is the mode that is maintained");
    }
    if (document.has("extraArgs")) {
      findings.warning(document, "extraArgs", "use config instead");
    }
  }

  private void kubelet() {
    for (String field : MainRules.protectedKubeletFields(document.map("config"))) {
      findings.problem(document, "config." + field, "the node sets this itself");
    }
  }
}
