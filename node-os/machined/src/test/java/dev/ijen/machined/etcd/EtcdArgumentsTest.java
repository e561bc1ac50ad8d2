package dev.ijen.machined.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.NetIP;
import dev.ijen.api.resource.etcd.ArgValues;
import dev.ijen.api.resource.etcd.SpecSpec;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EtcdArgumentsTest {
  private static final Path DATA = Path.of("/var/lib/etcd");
  private static final Path SECRETS = Path.of("/system/secrets/etcd");

  @Test
  void theFirstMemberKnowsItselfAlone() {
    assertThat(command(spec("192.0.2.1").build()))
        .startsWith("/usr/local/bin/etcd", "--name=one", "--data-dir=/var/lib/etcd")
        .contains(
            "--initial-cluster=one=https://192.0.2.1:2380",
            "--listen-client-urls=https://0.0.0.0:2379",
            "--client-cert-auth=true",
            "--peer-client-cert-auth=true");
  }

  @Test
  void addressesOfVersion6StandInBrackets() {
    assertThat(command(spec("2001:db8::1").build()))
        .contains("--advertise-client-urls=https://[2001:db8:0:0:0:0:0:1]:2379");
  }

  @Test
  void aFlagOfTheUserTakesThePlaceOfOurs() {
    var spec =
        spec("192.0.2.1")
            .putExtraArgs("tls-min-version", ArgValues.newBuilder().addValues("TLS1.2").build())
            .build();
    assertThat(command(spec)).contains("--tls-min-version=TLS1.2").doesNotHaveDuplicates();
    assertThat(command(spec)).doesNotContain("--tls-min-version=TLS1.3");
  }

  private static List<String> command(SpecSpec spec) {
    return EtcdArguments.command(spec, DATA, SECRETS);
  }

  private static SpecSpec.Builder spec(String address) {
    return SpecSpec.newBuilder()
        .setName("one")
        .addAdvertisedAddresses(ip(address))
        .addListenPeerAddresses(ip("0.0.0.0"))
        .addListenClientAddresses(ip("0.0.0.0"));
  }

  private static NetIP ip(String address) {
    var bytes = ByteString.copyFrom(InetAddress.ofLiteral(address).getAddress());
    return NetIP.newBuilder().setIp(bytes).build();
  }
}
