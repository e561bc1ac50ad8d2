package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.machine.RebootRequest;
import dev.ijen.client.NodeClient;
import dev.ijen.lab.RealLab.Kind;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.setup.NodeAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The life of a node of each kind, from firmware or init to a reboot and a power cut. One node of a
 * kind goes through all methods, in their order: booting costs most of the time.
 */
@Tag("real")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesTest {
  private static final Duration BOOT = Duration.ofMinutes(4);

  private static RealLab lab;

  @BeforeAll
  static void startBoth() throws Exception {
    lab = RealLab.start("nodes-test");
  }

  @AfterAll
  static void stopBoth() throws Exception {
    if (lab != null) {
      lab.stop();
    }
  }

  @Order(1)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void bootsIntoMaintenanceModeAndTakesAConfig(Kind kind) throws Exception {
    assertThat(lab.access(kind).configure(BOOT)).as("the config was applied now").isTrue();
  }

  @Order(2)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theMaintenanceApiIsClosedOnceConfigured(Kind kind) throws Exception {
    assertThat(lab.access(kind).configure(BOOT)).as("the config was applied again").isFalse();
  }

  @Order(3)
  @Test
  void aNodeForwardsCallsToTheOtherOverTheBridge() throws Exception {
    try (NodeClient client = lab.access(Kind.MACHINE).connect()) {
      assertThat(client.node(lab.node(Kind.CONTAINER).address()).hostname()).isEqualTo("container");
    }
  }

  @Order(4)
  @Test
  void killedMachinedIsStartedAgainAndTheNodeGoesOn() throws Exception {
    String before = start(Kind.CONTAINER);
    ProcessHandle machined = machined().orElseThrow();
    machined.destroyForcibly();
    Await.until(
        "PID 1 has started machined again",
        BOOT,
        () -> machined().filter(now -> now.pid() != machined.pid()).isPresent(),
        lab.container()::consoleEnd);
    lab.access(Kind.CONTAINER).awaitConfigured(BOOT);
    assertThat(start(Kind.CONTAINER)).as("PID 1 is the same").isEqualTo(before);
  }

  private static Optional<ProcessHandle> machined() throws IOException {
    return lab.container().processes().stream()
        .filter(process -> process.info().commandLine().orElse("").contains("machined.args"))
        .findFirst();
  }

  @Order(6)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aRebootKeepsTheConfig(Kind kind) throws Exception {
    String before = start(kind);
    try (NodeClient client = lab.access(kind).connect()) {
      client.endpoint().reboot(RebootRequest.Mode.DEFAULT);
    }
    awaitAnotherStart(kind, before);
  }

  @Order(7)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aPowerCutKeepsTheConfig(Kind kind) throws Exception {
    String before = start(kind);
    Node node = lab.node(kind);
    node.kill();
    assertThat(node.isRunning()).isFalse();
    node.start();
    awaitAnotherStart(kind, before);
  }

  private static void awaitAnotherStart(Kind kind, String before) throws Exception {
    Node node = lab.node(kind);
    Await.until(
        node.name() + " has started again and answers the administrator",
        BOOT,
        () -> !startOrNothing(kind).equals(before) && !startOrNothing(kind).isEmpty(),
        node::consoleEnd);
  }

  private static String startOrNothing(Kind kind) throws InterruptedException {
    try {
      return start(kind);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception _) {
      return "";
    }
  }

  /** Tells one start from the next: the kernel's boot, and the start time of PID 1 in it. */
  private static String start(Kind kind) throws Exception {
    NodeAccess node = lab.access(kind);
    String boot = node.read("/proc/sys/kernel/random/boot_id").strip();
    String stat = node.read("/proc/1/stat");
    return boot + " " + stat.substring(stat.lastIndexOf(')')).split(" ", -1)[20];
  }
}
