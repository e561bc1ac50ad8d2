package dev.ijen.config;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Rules of {@code machine.network}. */
final class ClassicNetworkRules {
  private static final String INTERFACES = "machine.network.interfaces";
  private static final int MIN_KUBESPAN_MTU = 1280;

  private final MachineConfig config;
  private final Document main;
  private final Findings findings;

  private ClassicNetworkRules(MachineConfig config, Document main, Findings findings) {
    this.config = config;
    this.main = main;
    this.findings = findings;
  }

  static void check(MachineConfig config, Findings findings) {
    config.main().ifPresent(main -> new ClassicNetworkRules(config, main, findings).check());
  }

  private void check() {
    List<Object> interfaces = main.list(INTERFACES);
    for (int i = 0; i < interfaces.size(); i++) {
      checkInterface(Values.map(interfaces.get(i)), INTERFACES + "[" + i + "]");
    }
    long mtu = main.number("machine.network.kubespan.mtu").orElse((long) MIN_KUBESPAN_MTU);
    findings.require(
        mtu >= MIN_KUBESPAN_MTU, main, "machine.network.kubespan.mtu", "at least 1280");
  }

  private void checkInterface(Map<String, Object> item, String path) {
    boolean named = !Values.isZero(item.get("interface"));
    boolean selected = !Values.isZero(item.get("deviceSelector"));
    findings.require(
        named != selected, main, path, "exactly one of interface and deviceSelector is required");
    boolean both = item.containsKey("bond") && item.containsKey("bridge");
    findings.require(!both, main, path + ".bond", "excludes bridge");
    boolean addresses = item.containsKey("cidr") && !Values.isZero(item.get("addresses"));
    findings.require(!addresses, main, path + ".cidr", "excludes addresses");
    addresses(item, path);
    routes(item, path);
    if (item.containsKey("vip")) {
      boolean allowed = config.machineType().isControlPlane();
      findings.require(allowed, main, path + ".vip", "refused on workers");
    }
    if (item.containsKey("wireguard")) {
      wireguard(path + ".wireguard");
    }
  }

  private void addresses(Map<String, Object> item, String path) {
    for (Object address : Values.list(item.get("addresses"))) {
      String text = Values.text(address);
      boolean valid = ScalarParser.isPrefix(text) || ScalarParser.isAddress(text);
      findings.require(
          valid,
          main,
          path + ".addresses",
          "\"" + text + "\" is not an address with prefix length");
    }
    String cidr = Values.text(item.get("cidr"));
    boolean valid = cidr.isEmpty() || ScalarParser.isPrefix(cidr);
    findings.require(valid, main, path + ".cidr", "not an address with prefix length");
  }

  private void routes(Map<String, Object> item, String path) {
    List<Object> routes = Values.list(item.get("routes"));
    for (int i = 0; i < routes.size(); i++) {
      Map<String, Object> route = Values.map(routes.get(i));
      String at = path + ".routes[" + i + "]";
      String network = Values.text(route.get("network"));
      String gateway = Values.text(route.get("gateway"));
      boolean present = !network.isEmpty() || !gateway.isEmpty();
      findings.require(present, main, at, "network or gateway is required");
      boolean prefix = network.isEmpty() || ScalarParser.isPrefix(network);
      findings.require(prefix, main, at + ".network", "not a network with prefix length");
      boolean address = gateway.isEmpty() || ScalarParser.isAddress(gateway);
      findings.require(address, main, at + ".gateway", "not an IP address");
    }
  }

  private void wireguard(String path) {
    String key = main.string(path + ".privateKey").orElse("");
    findings.require(isWireguardKey(key), main, path + ".privateKey", "not base64 of 32 bytes");
    List<Object> peers = main.list(path + ".peers");
    for (int i = 0; i < peers.size(); i++) {
      String at = path + ".peers[" + i + "].publicKey";
      boolean valid = isWireguardKey(main.string(at).orElse(""));
      findings.require(valid, main, at, "not base64 of 32 bytes");
    }
  }

  static boolean isWireguardKey(String text) {
    try {
      return Base64.getDecoder().decode(text).length == 32;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
