package dev.ijen.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.NodeStatus;
import org.junit.jupiter.api.Test;

class NodeStatesTest {
  @Test
  void theEndOfTheLastBootFitsIntoAStatus() {
    assertThat(end("watchdog", "no sign of life for 30 s"))
        .isEqualTo("watchdog (no sign of life for 30 s)");
    assertThat(end("panic: no init", "<6>[ 1.5] fuse: init\n".repeat(400)))
        .isEqualTo("panic: no init");
    assertThat(end("panic: " + "x".repeat(4000), "")).hasSize(512).endsWith("…");
  }

  private static String end(String ended, String detail) {
    BootRecord present = BootRecord.newBuilder().setReason("fallback").build();
    BootRecord before = BootRecord.newBuilder().setEnded(ended).setDetail(detail).build();
    return NodeStates.decode(NodeStatus.newBuilder().addBoots(present).addBoots(before).build())
        .lastEnd();
  }
}
