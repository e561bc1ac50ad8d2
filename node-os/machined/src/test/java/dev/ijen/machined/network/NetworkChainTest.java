package dev.ijen.machined.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.linux.InterfaceAddress;
import dev.ijen.linux.Linux;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.Prefix;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.runtime.harness.ControllerHarness;
import dev.ijen.testing.FakeHostIdentity;
import dev.ijen.testing.FakeNetwork;
import dev.ijen.testing.FakePacketSockets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkChainTest {
  private static final String STATIC =
      """
      version: v1alpha1
      machine:
        type: controlplane
        network:
          hostname: one.example.org
          nameservers: [10.5.0.1]
          interfaces:
            - interface: eth0
              addresses: [10.5.0.2/24]
              mtu: 1400
              routes:
                - network: 0.0.0.0/0
                  gateway: 10.5.0.1
      cluster:
        controlPlane:
          endpoint: https://10.5.0.2:6443
      """;

  @TempDir Path root;

  private final ControllerHarness harness = new ControllerHarness();
  private final FakeNetwork network =
      new FakeNetwork().withEthernet(2, "eth0", "52:54:00:00:00:01");
  private final FakeHostIdentity host = new FakeHostIdentity();

  @AfterEach
  void stop() {
    harness.close();
  }

  private void start(String commandLine) {
    var kernel =
        new TestNetwork.Kernel(
            network.links(),
            network.addresses(),
            network.routes(),
            network.events(),
            new FakePacketSockets(network.links()),
            host,
            Linux.running().filesystems());
    harness.run(TestNetwork.controllers(kernel, Mode.METAL, commandLine, root));
  }

  @Test
  void aNodeWithoutConfigBringsLinksUpAndAsksForAnAddress() {
    start("ijen.hostname=two");

    harness.await(NetworkTypes.LINK_STATUSES, "lo", link -> (link.getFlags() & 1) != 0);
    harness.await(NetworkTypes.LINK_STATUSES, "eth0", link -> (link.getFlags() & 1) != 0);
    harness.await(NetworkTypes.ADDRESS_STATUSES, "lo/127.0.0.1/8", address -> true);
    harness.await(
        NetworkTypes.OPERATOR_SPECS,
        "dhcp4/eth0",
        spec -> spec.getDhcp4().getRouteMetric() == 1024);
    harness.await(NetworkTypes.HOSTNAME_STATUSES, "hostname", h -> h.getHostname().equals("two"));
  }

  @Test
  void theConfigReachesTheKernelAndIsTakenBack() throws Exception {
    start("");
    harness.put(ConfigTypes.MACHINE_CONFIGS, ActiveConfig.ID, TestNetwork.config(STATIC));

    harness.await(NetworkTypes.ADDRESS_STATUSES, "eth0/10.5.0.2/24", address -> true);
    harness.await(NetworkTypes.ROUTE_STATUSES, "inet4/10.5.0.1//1024", route -> true);
    harness.await(NetworkTypes.LINK_STATUSES, "eth0", link -> link.getMtu() == 1400);
    harness.await(
        NetworkTypes.NODE_ADDRESSES, "default", addresses -> addresses.getAddressesCount() == 1);
    harness.await(
        NetworkTypes.NETWORK_STATUSES,
        "status",
        s ->
            s.getAddressReady()
                && s.getConnectivityReady()
                && s.getHostnameReady()
                && s.getEtcFilesReady());
    harness.await(NetworkTypes.HOSTNAME_STATUSES, "hostname", h -> h.getHostname().equals("one"));
    harness.awaitGone(NetworkTypes.OPERATOR_SPECS, "dhcp4/eth0");
    assertThat(host.hostName()).isEqualTo("one");
    assertThat(host.domainName()).isEqualTo("example.org");
    assertThat(Files.exists(root.resolve("system/etc/resolv.conf"))).isTrue();

    harness.remove(ConfigTypes.MACHINE_CONFIGS, ActiveConfig.ID);

    harness.awaitGone(NetworkTypes.ADDRESS_STATUSES, "eth0/10.5.0.2/24");
    harness.await(NetworkTypes.OPERATOR_SPECS, "dhcp4/eth0", spec -> true);
    harness.await(
        NetworkTypes.HOSTNAME_STATUSES, "hostname", h -> h.getHostname().startsWith("ijen-"));
  }

  @Test
  void anAddressThatSomebodyTakesAwayComesBack() throws Exception {
    start("");
    harness.put(ConfigTypes.MACHINE_CONFIGS, ActiveConfig.ID, TestNetwork.config(STATIC));
    harness.await(NetworkTypes.ADDRESS_STATUSES, "eth0/10.5.0.2/24", address -> true);

    network.addresses().delete(InterfaceAddress.of(2, Prefix.parse("10.5.0.2/24")));

    try (var subscription = network.events().subscribe(EnumSet.allOf(NetlinkEvents.Group.class))) {
      while (network.addresses().list().stream()
          .noneMatch(address -> address.prefix().equals(Prefix.parse("10.5.0.2/24")))) {
        subscription.await();
      }
    }
  }
}
