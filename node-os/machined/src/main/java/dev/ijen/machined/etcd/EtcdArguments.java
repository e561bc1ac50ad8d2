package dev.ijen.machined.etcd;

import dev.ijen.api.common.NetIP;
import dev.ijen.api.resource.etcd.SpecSpec;
import dev.ijen.machined.platform.Flags;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command line of etcd.
 *
 * @see <a href="https://etcd.io/docs/v3.6/op-guide/configuration/">etcd configuration options</a>
 */
public final class EtcdArguments {
  private static final int CLIENTS = 2379;
  private static final int PEERS = 2380;

  private EtcdArguments() {}

  /** The first member of a new cluster; etcd ignores that once it has data. */
  public static List<String> command(SpecSpec spec, Path data, Path secrets) {
    var flags = new Flags();
    String peers = urls(spec.getAdvertisedAddressesList(), PEERS);
    flags.put("name", spec.getName());
    flags.put("data-dir", data.toString());
    flags.put("listen-peer-urls", urls(spec.getListenPeerAddressesList(), PEERS));
    flags.put("listen-client-urls", urls(spec.getListenClientAddressesList(), CLIENTS));
    flags.put("advertise-client-urls", urls(spec.getAdvertisedAddressesList(), CLIENTS));
    flags.put("initial-advertise-peer-urls", peers);
    flags.put("initial-cluster", members(spec, peers));
    flags.put("initial-cluster-state", "new");
    flags.put("client-cert-auth", "true");
    flags.put("cert-file", secrets.resolve("server.crt").toString());
    flags.put("key-file", secrets.resolve("server.key").toString());
    flags.put("trusted-ca-file", secrets.resolve("ca.crt").toString());
    flags.put("peer-client-cert-auth", "true");
    flags.put("peer-cert-file", secrets.resolve("peer.crt").toString());
    flags.put("peer-key-file", secrets.resolve("peer.key").toString());
    flags.put("peer-trusted-ca-file", secrets.resolve("ca.crt").toString());
    flags.put("tls-min-version", "TLS1.3");
    var command = new ArrayList<String>();
    command.add("/usr/local/bin/etcd");
    command.addAll(
        flags.with(
            spec.getExtraArgsMap().entrySet().stream()
                .collect(
                    Collectors.toMap(Map.Entry::getKey, arg -> arg.getValue().getValuesList()))));
    return List.copyOf(command);
  }

  private static String members(SpecSpec spec, String peers) {
    return List.of(peers.split(",")).stream()
        .map(url -> spec.getName() + "=" + url)
        .collect(Collectors.joining(","));
  }

  private static String urls(List<NetIP> addresses, int port) {
    return addresses.stream()
        .map(EtcdArguments::host)
        .map(host -> "https://" + host + ":" + port)
        .collect(Collectors.joining(","));
  }

  private static String host(NetIP ip) {
    try {
      InetAddress address = InetAddress.getByAddress(ip.getIp().toByteArray());
      String text = address.getHostAddress();
      return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + ip.getIp().size() + " bytes", e);
    }
  }
}
