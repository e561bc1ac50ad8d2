package dev.ijen.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules of the network documents. */
final class NetworkDocumentRules {
  private static final int MAX_LABEL = 63;
  private static final int MAX_HOST_NAME = 253;
  private static final int MIN_KUBESPAN_MTU = 1280;

  private final Document document;
  private final Findings findings;

  private NetworkDocumentRules(Document document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  static void check(Document document, Findings findings) {
    var rules = new NetworkDocumentRules(document, findings);
    rules.links();
    switch (document.kind().name()) {
      case "BlackholeRouteConfig" ->
          rules.require(
              ScalarParser.isPrefix(document.name()), "name", "not a network with prefix length");
      case "BondConfig" -> rules.bond();
      case "DHCPv4Config", "DHCPv6Config" -> rules.dhcp();
      case "HostnameConfig" -> rules.hostname();
      case "HTTPProbeConfig", "TCPProbeConfig" -> rules.probe();
      case "Layer2VIPConfig", "HCloudVIPConfig", "StaticHostConfig" ->
          rules.require(ScalarParser.isAddress(document.name()), "name", "not an IP address");
      case "KubeSpanConfig" ->
          rules.require(
              document.number("mtu").orElse((long) MIN_KUBESPAN_MTU) >= MIN_KUBESPAN_MTU,
              "mtu",
              "at least 1280");
      case "NetworkRuleConfig" -> rules.ports();
      case "ResolverConfig" -> rules.resolver();
      case "RoutingRuleConfig" -> rules.routingRule();
      case "VLANConfig" -> rules.vlan();
      case "VRFConfig" ->
          rules.require(
              document.number("table").isPresent(),
              "table",
              "a number; the named tables are taken");
      case "VethConfig" -> rules.veth();
      case "WireguardConfig" -> rules.wireguard();
      default -> {}
    }
  }

  private void require(boolean condition, String path, String message) {
    findings.require(condition, document, path, message);
  }

  private void links() {
    boolean isLink =
        document.kind().conflicts().contains("VRFConfig")
            || document.kind().name().equals("VRFConfig");
    if (!isLink) {
      return;
    }
    require(!document.name().isBlank(), "name", "required");
    List<Object> addresses = document.list("addresses");
    for (int i = 0; i < addresses.size(); i++) {
      specified("addresses[" + i + "].address");
    }
    List<Object> routes = document.list("routes");
    for (int i = 0; i < routes.size(); i++) {
      specified("routes[" + i + "].gateway");
      specified("routes[" + i + "].source");
    }
  }

  /** Neither 0.0.0.0 nor ::. */
  private void specified(String path) {
    String address = document.string(path).orElse("-").split("/", -1)[0];
    boolean unspecified = address.equals("0.0.0.0") || address.matches("[0:]+");
    require(!unspecified, path, "the unspecified address");
  }

  private void bond() {
    List<String> links = document.strings("links");
    require(!links.isEmpty(), "links", "at least one is required");
    String primary = document.string("primary").orElse("");
    require(primary.isEmpty() || links.contains(primary), "primary", "not one of links");
  }

  private void dhcp() {
    boolean duid = document.string("clientIdentifier").orElse("mac").equals("duid");
    require(duid == document.has("duidRaw"), "duidRaw", "given if and only if duid identifies");
  }

  private void hostname() {
    String hostname = document.string("hostname").orElse("");
    String auto = document.string("auto").orElse("");
    require(!hostname.isEmpty() || !auto.isEmpty(), "", "auto or hostname is required");
    boolean both = !hostname.isEmpty() && auto.equals("stable");
    require(!both, "hostname", "excludes auto: stable");
    String label = hostname.split("\\.", -1)[0];
    boolean fits = hostname.length() <= MAX_HOST_NAME && label.length() <= MAX_LABEL;
    boolean named = hostname.isEmpty() || !label.isEmpty();
    require(fits && named, "hostname", "253 characters at most, 1 to 63 in the first label");
  }

  private void probe() {
    require(document.number("failureThreshold").orElse(0L) >= 0, "failureThreshold", "negative");
    for (String path : List.of("interval", "timeout")) {
      boolean negative = document.duration(path).map(Duration::isNegative).orElse(false);
      require(!negative, path, "negative");
    }
  }

  private void ports() {
    require(!document.list("portSelector.ports").isEmpty(), "portSelector.ports", "required");
    for (String range : document.strings("portSelector.ports")) {
      String[] ends = range.split("-", -1);
      boolean ordered = Integer.parseInt(ends[0]) <= Integer.parseInt(ends[ends.length - 1]);
      require(ordered, "portSelector.ports", "\"" + range + "\" ends before it begins");
    }
  }

  private void resolver() {
    boolean enabled = document.bool("hostDNS.enabled").orElse(false);
    for (String option : List.of("forwardKubeDNSToHost", "resolveMemberNames")) {
      boolean used = document.bool("hostDNS." + option).orElse(false);
      require(!used || enabled, "hostDNS." + option, "needs hostDNS.enabled");
    }
  }

  private void routingRule() {
    boolean number = document.name().matches("\\d{1,5}");
    int priority = number ? Integer.parseInt(document.name()) : 0;
    boolean free = priority > 0 && priority <= 32765 && priority != 32500;
    require(free, "name", "the priority: 1 to 32765, not 32500");
    boolean masked = document.has("fwMask") && !document.has("fwMark");
    require(!masked, "fwMask", "needs fwMark");
  }

  private void vlan() {
    long id = document.number("vlanID").orElse(0L);
    require(id > 0 && id < 4095, "vlanID", "1 to 4094");
    require(document.has("parent"), "parent", "required");
  }

  private void veth() {
    String peer = document.string("peer.name").orElse("");
    require(isLinkName(document.name()), "name", "not the name of an interface");
    require(isLinkName(peer), "peer.name", "not the name of an interface");
    require(!peer.equals(document.name()), "peer.name", "the same as name");
  }

  /** 1 to 15 bytes without slash, colon or space (netdevice(7), dev_valid_name). */
  private static boolean isLinkName(String name) {
    return name.matches("[\\x21-\\x7e&&[^/:]]{1,15}") && !name.equals(".") && !name.equals("..");
  }

  private void wireguard() {
    key("privateKey");
    List<Object> peers = document.list("peers");
    for (int i = 0; i < peers.size(); i++) {
      Map<String, Object> peer = Values.map(peers.get(i));
      key("peers[" + i + "].publicKey");
      if (peer.containsKey("presharedKey")) {
        key("peers[" + i + "].presharedKey");
      }
    }
    long port = document.number("listenPort").orElse(0L);
    require(port >= 0 && port <= 0xffff, "listenPort", "0 to 65535");
  }

  private void key(String path) {
    boolean valid = ClassicNetworkRules.isWireguardKey(document.string(path).orElse(""));
    require(valid, path, "not base64 of 32 bytes");
  }
}
