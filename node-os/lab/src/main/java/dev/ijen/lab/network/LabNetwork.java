package dev.ijen.lab.network;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Background;
import dev.ijen.lab.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network namespace with a bridge on which all nodes of an instance sit, DHCP with fixed
 * addresses, and a cable to the host. The host's own settings are left alone. Needs root.
 */
public final class LabNetwork {
  /** Host name of {@link Subnet#services()} for nodes that look for a registry. */
  public static final String REGISTRY = "registry.ijen.internal";

  private static final String BRIDGE = "br0";
  private static final String UPLINK = "host0";

  private final Instance instance;
  private final Subnet subnet;
  private final String namespace;
  private final Background dhcp;

  private LabNetwork(Instance instance, Subnet subnet) {
    this.instance = instance;
    this.subnet = subnet;
    this.namespace = "ijen-" + instance.hash();
    this.dhcp = new Background(instance.folder(), "dnsmasq");
  }

  /** Makes the network, or what is missing of it. */
  public static LabNetwork create(Instance instance) throws IOException, InterruptedException {
    instance.create();
    var slots = new Slots(Instance.stateHome(System.getenv()));
    String routes = Commands.run("ip", "-4", "route", "show", "table", "all");
    int slot =
        slots.claim(instance.folder(), free -> !routes.contains(new Subnet(free).cidr() + " "));
    var network = new LabNetwork(instance, new Subnet(slot));
    network.build();
    return network;
  }

  /** The network of an instance that was made before; without root there is none. */
  public static Optional<LabNetwork> find(Instance instance) throws IOException {
    return new Slots(Instance.stateHome(System.getenv()))
        .find(instance.folder())
        .map(slot -> new LabNetwork(instance, new Subnet(slot)))
        .filter(network -> Files.exists(network.path()));
  }

  /** Addresses. */
  public Subnet subnet() {
    return subnet;
  }

  /** A command that runs inside the namespace; it replaces the process, so the pid stays. */
  public List<String> inside(List<String> command) {
    return entering(path().toString(), command);
  }

  /** The DHCP and DNS server. */
  public Background dhcp() {
    return dhcp;
  }

  /**
   * Makes a tap for a virtual machine and its fixed lease.
   *
   * @param index which node, from 0
   * @return the tap's name, to be opened inside the namespace
   */
  public String tap(int index, String hostname) throws IOException, InterruptedException {
    lease(index, hostname);
    String tap = "tap" + index;
    if (!hasLink(tap)) {
      ipInside("tuntap", "add", "dev", tap, "mode", "tap");
      ipInside("link", "set", tap, "master", BRIDGE, "up");
    }
    return tap;
  }

  /**
   * Makes a network namespace for a container node, with an {@code eth0} on the bridge, and its
   * fixed lease.
   *
   * @return the namespace's path
   */
  public Path nodeNamespace(int index, String hostname) throws IOException, InterruptedException {
    lease(index, hostname);
    String name = namespace + "-" + index;
    Path path = Path.of("/run/netns", name);
    if (!Files.exists(path)) {
      Commands.run("ip", "netns", "add", name);
      String port = "veth" + index;
      ipInside("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", name);
      Commands.run("ip", "-n", name, "link", "set", "eth0", "address", subnet.mac(index));
      ipInside("link", "set", port, "master", BRIDGE, "up");
    }
    return path;
  }

  /** A command that runs inside a namespace. */
  public static List<String> entering(String namespacePath, List<String> command) {
    var entering = new ArrayList<>(List.of("nsenter", "--net=" + namespacePath, "--"));
    entering.addAll(command);
    return List.copyOf(entering);
  }

  /** Removes everything; processes inside must have ended before. */
  public void delete() throws IOException, InterruptedException {
    dhcp.stop();
    // Before its namespace, whose end takes the link away at some later time.
    if (Commands.succeeds("ip", "link", "show", "dev", namespace)) {
      Commands.run("ip", "link", "delete", "dev", namespace);
    }
    for (String line : Commands.run("ip", "netns", "list").lines().toList()) {
      String name = line.replaceFirst(" .*", "");
      if (name.equals(namespace) || name.startsWith(namespace + "-")) {
        Commands.run("ip", "netns", "delete", name);
      }
    }
    new Slots(Instance.stateHome(System.getenv())).release(instance.folder());
  }

  private void build() throws IOException, InterruptedException {
    if (!Files.exists(path())) {
      Commands.run("ip", "netns", "add", namespace);
    }
    if (!hasLink(BRIDGE)) {
      ipInside("link", "set", "lo", "up");
      ipInside("link", "add", BRIDGE, "type", "bridge", "forward_delay", "0");
      ipInside("addr", "add", subnet.services() + "/24", "dev", BRIDGE);
      ipInside("link", "set", BRIDGE, "up");
    }
    if (!hasLink(UPLINK)) {
      connectHost();
    }
    startDhcp();
  }

  private void connectHost() throws IOException, InterruptedException {
    // The host's end has the namespace's name: 13 characters, and 15 are allowed.
    Commands.run(
        "ip", "link", "add", namespace, "type", "veth", "peer", "name", UPLINK, "netns", namespace);
    ipInside("link", "set", UPLINK, "master", BRIDGE, "up");
    Commands.run("ip", "addr", "add", subnet.host() + "/24", "dev", namespace);
    Commands.run("ip", "link", "set", namespace, "up");
  }

  private void startDhcp() throws IOException, InterruptedException {
    Files.createDirectories(leases());
    dhcp.start(
        inside(
            List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--log-facility=-",
                "--log-dhcp",
                "--pid-file=",
                "--user=root",
                "--no-resolv",
                "--no-hosts",
                "--no-ping",
                "--dhcp-authoritative",
                "--bind-interfaces",
                "--interface=" + BRIDGE,
                "--domain=ijen.test",
                "--host-record=" + REGISTRY + "," + subnet.services(),
                "--dhcp-range=" + subnet.dynamicRange() + ",12h",
                "--dhcp-hostsdir=" + leases(),
                "--dhcp-leasefile=" + instance.folder().resolve("dhcp.leases"))),
        Map.of());
  }

  /** dnsmasq sees new files of its folder by itself; see --dhcp-hostsdir in dnsmasq(8). */
  private void lease(int index, String hostname) throws IOException {
    String lease = "%s,%s,%s%n".formatted(subnet.mac(index), subnet.node(index), hostname);
    Path file = leases().resolve("node-" + index);
    if (!Files.exists(file) || !Files.readString(file).equals(lease)) {
      Files.writeString(file, lease);
    }
  }

  private Path path() {
    return Path.of("/run/netns", namespace);
  }

  private Path leases() {
    return instance.folder().resolve("dhcp");
  }

  private boolean hasLink(String name) throws IOException, InterruptedException {
    return Commands.succeeds("ip", "-n", namespace, "link", "show", "dev", name);
  }

  private void ipInside(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(arguments));
    Commands.run(command);
  }
}
