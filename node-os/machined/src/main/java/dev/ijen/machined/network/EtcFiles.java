package dev.ijen.machined.network;

import dev.ijen.api.common.NetIP;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.api.resource.network.ResolverStatusSpec;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The contents of the files by which the C library knows the network. Pure. */
final class EtcFiles {
  /** As many as resolv.conf(5) lets the C library look at. */
  private static final int MOST_SERVERS = 3;

  private EtcFiles() {}

  /** resolv.conf(5). */
  static String resolvConf(ResolverStatusSpec resolvers, String domain) {
    StringBuilder text = new StringBuilder();
    resolvers.getDnsServersList().stream()
        .limit(MOST_SERVERS)
        .forEach(server -> text.append("nameserver ").append(address(server)).append('\n'));
    List<String> domains =
        resolvers.getSearchDomainsCount() > 0 || domain.isEmpty()
            ? resolvers.getSearchDomainsList()
            : List.of(domain);
    if (!domains.isEmpty()) {
      text.append("search ").append(String.join(" ", domains)).append('\n');
    }
    return text.toString();
  }

  /** hosts(5): the node by its first address, then loopback. */
  static String hosts(HostnameStatusSpec hostname, Optional<InetAddress> own) {
    StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
    own.ifPresent(
        address -> {
          text.append(address.getHostAddress()).append(' ');
          if (!hostname.getDomainname().isEmpty()) {
            text.append(hostname.getHostname()).append('.').append(hostname.getDomainname());
            text.append(' ');
          }
          text.append(hostname.getHostname()).append('\n');
        });
    return text.append("::1 localhost ip6-localhost ip6-loopback\n").toString();
  }

  private static String address(NetIP address) {
    return Wire.decode(address).map(InetAddress::getHostAddress).orElse("");
  }
}
