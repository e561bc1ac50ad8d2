package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.api.machine.ApplyConfigurationRequest.Mode;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.ResetRequest;
import dev.ijen.api.machine.ServiceInfo;
import dev.ijen.client.ApplyRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.client.NodeRefused;
import dev.ijen.client.NodeUnreachable;
import dev.ijen.lab.RealLab.Kind;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.setup.Maintenance;
import dev.ijen.lab.setup.NodeAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
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
 *
 * <p>machined is killed in the container node alone, where the host sees it; nothing reaches into
 * the virtual machine. There, ImageTest lets the same init supervise a program that crashes.
 */
@Tag("real")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesTest {
  private static final Duration BOOT = Duration.ofMinutes(10);
  private static final Duration TRIAL = Duration.ofSeconds(45);
  private static final Duration EVENT = Duration.ofSeconds(30);
  private static final String RUNNING = "Running";

  private static RealLab lab;
  private static Marks marks;

  @BeforeAll
  static void startBoth() throws Exception {
    lab = RealLab.start("nodes-test");
    marks = new Marks(lab);
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
  void onceConfiguredNobodyCallsWithoutACertificate(Kind kind) throws Exception {
    try (NodeClient anybody = Maintenance.connect(lab.node(kind))) {
      assertThatThrownBy(() -> anybody.endpoint().version()).hasMessageContaining("certificate");
    }
  }

  @Order(3)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void tellsVersionHostNameAndServices(Kind kind) throws Exception {
    Node node = lab.node(kind);
    try (NodeClient client = lab.access(kind).connect()) {
      assertThat(client.endpoint().version().getVersion().getTag()).startsWith("v1.14");
      assertThat(client.endpoint().hostname()).isEqualTo(node.name());
      assertThat(client.endpoint().services())
          .filteredOn(service -> service.getState().equals(RUNNING))
          .extracting(ServiceInfo::getId)
          .contains("apid", "containerd", "machined");
    }
  }

  @Order(3)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void servesTheImagesThatTravelWithIt(Kind kind) throws Exception {
    try (NodeClient client = lab.access(kind).connect()) {
      Await.until(
          "the image cache is served",
          EVENT,
          () -> ImageCacheTest.imageCache(client).contains("status: ready"),
          () -> ImageCacheTest.console(lab.node(kind)));
    }
  }

  @Order(3)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void showsLinksKernelLogEventsAndFiles(Kind kind) throws Exception {
    try (NodeClient client = lab.access(kind).connect();
        var kernelLog = client.endpoint().dmesg(false, false);
        var events =
            client.endpoint().events(EventsRequest.newBuilder().setTailEvents(-1).build());
        var files =
            client.endpoint().list(ListRequest.newBuilder().setRoot("/system/state").build())) {
      assertThat(client.endpoint().resources().list("network", "LinkStatuses.net.talos.dev"))
          .extracting(link -> link.getMetadata().getId())
          .contains("lo")
          .hasSizeGreaterThan(1);
      assertThat(kernelLog.next(EVENT)).as("a message of the kernel").isPresent();
      assertThat(events.next(EVENT)).as("the stream is open").isPresent();
      assertThat(events.next(EVENT)).as("an event of the past").isPresent();
      assertThat(files.toList()).extracting(FileInfo::getRelativeName).contains("config.yaml");
    }
  }

  @Order(4)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aReaderMayLookAndNotReboot(Kind kind) throws Exception {
    try (NodeClient reader = lab.access(kind).connect(lab.credentials("os:reader"))) {
      assertThat(reader.endpoint().hostname()).isEqualTo(lab.node(kind).name());
      assertThatThrownBy(() -> reader.endpoint().reboot(RebootRequest.Mode.DEFAULT))
          .isInstanceOf(NodeRefused.class)
          .hasMessageContaining("PERMISSION_DENIED");
    }
  }

  @Order(5)
  @Test
  void nodesForwardCallsToEachOtherOverTheBridge() throws Exception {
    for (Kind through : Kind.values()) {
      for (Kind to : Kind.values()) {
        try (NodeClient client = lab.access(through).connect()) {
          assertThat(client.node(lab.node(to).address()).hostname())
              .as("through " + through)
              .isEqualTo(lab.node(to).name());
        }
      }
    }
  }

  @Order(6)
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

  @Order(7)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aDryRunChangesNothing(Kind kind) throws Exception {
    assertThat(marks.apply(kind, "dry", Mode.NO_REBOOT, true)).contains("mark: dry");
    assertThat(marks.active(kind)).isEmpty();
    assertThat(marks.persistent(kind)).isEmpty();
  }

  @Order(8)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aStagedConfigIsInForceAfterTheReboot(Kind kind) throws Exception {
    String before = start(kind);
    marks.apply(kind, "staged", Mode.STAGED, false);
    assertThat(marks.active(kind)).isEmpty();
    try (NodeClient client = lab.access(kind).connect()) {
      client.endpoint().reboot(RebootRequest.Mode.DEFAULT);
    }
    awaitAnotherStart(kind, before);
    assertThat(marks.active(kind)).contains("staged");
  }

  /** Configs 1, 2, 3 … go to the node as fast as it takes them, until there is no power. */
  @Order(9)
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aPowerCutLeavesTheLastConfigOrTheOneUnderWay(Kind kind) throws Exception {
    String before = start(kind);
    Node node = lab.node(kind);
    var taken = new AtomicInteger();
    var sender = new FutureTask<Exception>(() -> applyUntilItFails(kind, taken));
    Thread.ofVirtual().start(sender);
    Await.until(
        "three configs are in force",
        BOOT,
        () -> taken.get() >= 3 || sender.isDone(),
        node::consoleEnd);
    assertThat(sender).as("goes on until the power is cut").isNotDone();
    node.kill();
    assertThat(node.isRunning()).isFalse();
    assertThat(sender.get()).isInstanceOf(NodeUnreachable.class);
    node.start();
    awaitAnotherStart(kind, before);
    assertThat(marks.active(kind).map(Integer::valueOf).orElseThrow())
        .isBetween(taken.get(), taken.get() + 1);
  }

  private static Exception applyUntilItFails(Kind kind, AtomicInteger taken) {
    try {
      while (true) {
        marks.apply(kind, Integer.toString(taken.get() + 1), Mode.NO_REBOOT, false);
        taken.incrementAndGet();
      }
    } catch (Exception e) {
      return e;
    }
  }

  /** The answer comes before the address goes; as nobody confirms, the old one comes back. */
  @Order(10)
  @Test
  void aTriedAddressAnswersAndGoesAwayByItself() throws Exception {
    NodeAccess before = lab.access(Kind.CONTAINER);
    NodeAccess tried = before.at(lab.freeAddress());
    String patch =
        """
        apiVersion: v1alpha1
        kind: LinkConfig
        name: eth0
        addresses: [{address: %s/24}]
        """
            .formatted(lab.freeAddress());
    String config = lab.config().patch(patch).encode();
    try (NodeClient client = before.connect()) {
      var reply =
          client.endpoint().applyConfiguration(new ApplyRequest(config, Mode.TRY, false, TRIAL));
      assertThat(reply.getModeDetails()).contains("rolled back in 45 s");
    }
    tried.awaitConfigured(TRIAL);
    assertThat(addresses(tried))
        .contains("eth0/" + lab.freeAddress() + "/24")
        .doesNotContain("eth0/" + lab.container().address() + "/24");
    before.awaitConfigured(TRIAL.multipliedBy(3));
    assertThat(marks.events(Kind.CONTAINER)).startsWith("reverted", "tried");
  }

  private static List<String> addresses(NodeAccess node) throws Exception {
    try (NodeClient client = node.connect()) {
      return client.endpoint().resources().list("network", "AddressStatuses.net.talos.dev").stream()
          .map(address -> address.getMetadata().getId())
          .toList();
    }
  }

  @Order(11)
  @Test
  void aResetOfStateBringsTheMachineBackWithoutItsConfig() throws Exception {
    Node machine = lab.node(Kind.MACHINE);
    try (NodeClient client = lab.access(Kind.MACHINE).connect()) {
      assertThatThrownBy(() -> client.endpoint().reset(reset("STATE", "BOOT-A")))
          .hasMessageContaining("without BOOT-A the machine does not boot");
      client.endpoint().reset(reset("STATE", "EPHEMERAL"));
    }
    Await.until(
        "the machine asks for a config", BOOT, () -> takesAnybody(machine), machine::consoleEnd);
    assertThat(lab.access(Kind.MACHINE).configure(BOOT)).as("it had none").isTrue();
  }

  @Order(11)
  @Test
  void aContainerIsNotReset() throws Exception {
    try (NodeClient client = lab.access(Kind.CONTAINER).connect()) {
      assertThatThrownBy(() -> client.endpoint().reset(reset("STATE")))
          .isInstanceOf(NodeRefused.class)
          .hasMessageContaining("a node in a container has no disk");
    }
  }

  private static ResetRequest reset(String... labels) {
    var request = ResetRequest.newBuilder().setReboot(true);
    for (String label : labels) {
      request.addSystemPartitionsToWipeBuilder().setLabel(label).setWipe(true);
    }
    return request.build();
  }

  /** As a node does that has no machine config. */
  private static boolean takesAnybody(Node node) {
    try (NodeClient anybody = Maintenance.connect(node)) {
      anybody.endpoint().version();
      return true;
    } catch (NodeCallException _) {
      return false;
    }
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
