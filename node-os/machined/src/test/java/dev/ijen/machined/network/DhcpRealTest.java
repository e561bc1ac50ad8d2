package dev.ijen.machined.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The controllers against the running kernel and dnsmasq, in namespaces that end with the test. */
@Tag("real")
class DhcpRealTest {
  private static final String SCRIPT =
      """
      set -e
      ip link set lo up
      ip link add eth0 address 52:54:00:aa:bb:01 type veth peer name server
      ip address add 10.99.0.1/24 dev server
      ip link set server up
      dnsmasq --keep-in-foreground --conf-file=/dev/null --port=0 --interface=server --bind-interfaces \\
        --dhcp-range=10.99.0.50,10.99.0.60,255.255.255.0,2m --dhcp-option=option:dns-server,10.99.0.1 \\
        --dhcp-host=52:54:00:aa:bb:01,10.99.0.50,from-dhcp --domain=lab.example \\
        --leasefile-ro --pid-file= --user=root &
      server=$!
      status=0
      "$@" || status=$?
      kill $server
      exit $status
      """;

  @TempDir Path root;

  @Test
  void aLinkGetsItsAddressRouteNameAndServersFromTheServer() throws Exception {
    Process process =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--uts",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                "-c",
                SCRIPT,
                "sh",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DhcpInNamespace.class.getName(),
                root.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).contains("hostname from-dhcp", "nameserver 10.99.0.1", "search lab.example");
  }
}
