package dev.ijen.machined.network;

import dev.ijen.linux.Linux;
import dev.ijen.machined.files.resource.FileTypes;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.runtime.harness.ControllerHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Runs in a network and UTS namespace of its own, beside a DHCP server, and prints what it got. */
final class DhcpInNamespace {
  private DhcpInNamespace() {}

  /** Ends with 0 when the node has its address, route, name and servers from the server. */
  public static void main(String[] arguments) throws Exception {
    Linux linux = Linux.running();
    Path root = Path.of(arguments[0]);
    var kernel =
        new TestNetwork.Kernel(
            linux.links(),
            linux.addresses(),
            linux.routes(),
            linux.netlinkEvents(),
            linux.packetSockets(),
            linux.hostIdentity(),
            linux.filesystems());
    try (var harness = new ControllerHarness()) {
      harness.run(TestNetwork.controllers(kernel, Mode.CONTAINER, "", root));
      harness.await(NetworkTypes.ADDRESS_STATUSES, "eth0/10.99.0.50/24", address -> true);
      harness.await(NetworkTypes.ROUTE_STATUSES, "inet4/10.99.0.1//1024", route -> true);
      harness.await(
          NetworkTypes.RESOLVER_STATUSES,
          "resolvers",
          status -> status.getDnsServersCount() == 1 && status.getSearchDomainsCount() == 1);
      harness.await(
          NetworkTypes.NETWORK_STATUSES,
          "status",
          s -> s.getAddressReady() && s.getConnectivityReady() && s.getEtcFilesReady());
      harness.await(
          NetworkTypes.HOSTNAME_STATUSES, "hostname", h -> h.getHostname().equals("from-dhcp"));
      harness.await(
          FileTypes.ETC_FILE_STATUSES,
          "resolv.conf",
          file -> contains(root.resolve("system/etc/resolv.conf"), "10.99.0.1"));
      awaitSecondGrant(root.resolve("dnsmasq.log"));
    }
    System.out.println("hostname " + linux.hostIdentity().hostName());
    System.out.print(Files.readString(root.resolve("system/etc/resolv.conf")));
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server writes a line each time it grants the address. */
  private static void awaitSecondGrant(Path log) throws Exception {
    try (WatchService changes = log.getFileSystem().newWatchService()) {
      log.resolveSibling("").register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (Files.readString(log).split("DHCPACK", -1).length < 3) {
        WatchKey key = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (key == null) {
          throw new IllegalStateException("no renewal:\n" + Files.readString(log));
        }
        key.pollEvents();
        key.reset();
      }
    }
  }
}
