package dev.ijen.machined.secrets;

import dev.ijen.api.common.NetIP;
import dev.ijen.api.common.NetIPPrefix;
import dev.ijen.api.resource.network.HostnameStatusSpec;
import dev.ijen.api.resource.network.NodeAddressSpec;
import dev.ijen.api.resource.secrets.CertSANSpec;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.pki.AlternativeNames;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Reader;
import dev.ijen.runtime.resource.Resource;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names and addresses under which a node is reached, as a certificate carries them. */
final class SubjectNames {
  private static final String HOSTNAME = "hostname";
  private static final String ADDRESSES = "accumulative";

  private SubjectNames() {}

  /** What they are made from. */
  static List<Input> inputs() {
    return List.of(
        Input.weak(NetworkTypes.HOSTNAME_STATUSES).only(HOSTNAME),
        Input.weak(NetworkTypes.NODE_ADDRESSES).only(ADDRESSES));
  }

  /** The names of the node, of the local host, and those given. */
  static CertSANSpec of(Reader state, Collection<String> dns, Collection<NetIP> addresses) {
    var names = new TreeSet<>(dns);
    names.add("localhost");
    String host =
        state.find(NetworkTypes.HOSTNAME_STATUSES, HOSTNAME).map(SubjectNames::fqdn).orElse("");
    if (!host.isEmpty()) {
      names.add(host);
      names.add(host.split("\\.", 2)[0]);
    }
    Stream<NetIP> own =
        state.find(NetworkTypes.NODE_ADDRESSES, ADDRESSES).map(Resource::spec).stream()
            .flatMap(SubjectNames::addresses);
    Stream<NetIP> local =
        Stream.of("127.0.0.1", "::1").map(InetAddress::ofLiteral).map(Pems::encode);
    return CertSANSpec.newBuilder()
        .addAllDnsNames(names)
        .addAllIPs(
            Stream.of(local, addresses.stream(), own).flatMap(all -> all).distinct().toList())
        .setFqdn(host)
        .build();
  }

  /** The same as the certificate maker takes them. */
  static AlternativeNames decode(CertSANSpec spec) {
    return new AlternativeNames(
        spec.getDnsNamesList(), spec.getIPsList().stream().map(Pems::decode).toList());
  }

  private static String fqdn(Resource<HostnameStatusSpec> hostname) {
    String domain = hostname.spec().getDomainname();
    return hostname.spec().getHostname() + (domain.isEmpty() ? "" : "." + domain);
  }

  private static Stream<NetIP> addresses(NodeAddressSpec spec) {
    return spec.getAddressesList().stream()
        .map(NetIPPrefix::getIp)
        .map(bytes -> NetIP.newBuilder().setIp(bytes).build());
  }
}
