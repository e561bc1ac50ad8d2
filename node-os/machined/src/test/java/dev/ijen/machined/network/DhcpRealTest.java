package dev.ijen.machined.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The controllers against the running kernel and dnsmasq, in namespaces that end with the test. The
 * server's kernel drops what comes to its address in a frame to everybody.
 */
@Tag("real")
class DhcpRealTest {
  private static final String SCRIPT =
      """
      set -e
      log=$1/dnsmasq.log
      shift
      unshare --net sleep infinity &
      host=$!
      until [ "$(readlink /proc/$host/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do :; done
      ip link add eth0 address 52:54:00:aa:bb:01 type veth peer name server netns $host
      nsenter --net=/proc/$host/ns/net sh -e -c '
        ip address add 10.99.0.1/24 dev server
        ip link set server up
        echo 1 > /proc/sys/net/ipv4/conf/server/drop_unicast_in_l2_multicast'
      nsenter --net=/proc/$host/ns/net dnsmasq --keep-in-foreground --conf-file=/dev/null \\
        --port=0 --interface=server --bind-interfaces --no-ping \\
        --dhcp-range=10.99.0.50,10.99.0.60,255.255.255.0,2m --dhcp-option=option:T1,3 \\
        --dhcp-option=option:dns-server,10.99.0.1 \\
        --dhcp-host=52:54:00:aa:bb:01,10.99.0.50,from-dhcp --domain=lab.example \\
        --leasefile-ro --pid-file= --user=root --log-facility=$log &
      server=$!
      status=0
      "$@" || status=$?
      kill $server $host
      exit $status
      """;

  @TempDir Path root;

  @Test
  void aLinkGetsItsAddressRouteNameAndServersAndAsksTheServerForMoreTime() throws Exception {
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
                root.toString(),
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
