package dev.ijen.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserPortsTest {
  @Test
  void noTwoSlotsShareAPortAndAllAreBelowThoseOfConnections() {
    List<Integer> ports =
        IntStream.range(0, Subnet.SLOTS)
            .mapToObj(UserPorts::new)
            .flatMapToInt(
                slot ->
                    IntStream.range(0, UserPorts.NODES)
                        .flatMap(index -> IntStream.of(slot.node(index), slot.service(index))))
            .boxed()
            .toList();
    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port > 1024 && port < 30_000);
  }

  @Test
  void aSlotIsTakenWhenSomebodyListensOnOneOfItsPorts() throws IOException {
    int free = firstFree();
    var ports = new UserPorts(free);
    try (var _ = new ServerSocket(ports.service(3), 1, InetAddress.getLoopbackAddress())) {
      assertThat(ports.areFree()).isFalse();
    }
  }

  private static int firstFree() {
    return IntStream.range(0, Subnet.SLOTS)
        .filter(slot -> new UserPorts(slot).areFree())
        .findFirst()
        .orElseThrow();
  }
}
