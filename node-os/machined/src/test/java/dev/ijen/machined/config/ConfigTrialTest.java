package dev.ijen.machined.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.runtime.state.InMemoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trials of machine configs over answers, confirmations, deadlines and starts of the node. */
@Timeout(60)
class ConfigTrialTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(30);

  private static MachineConfig a;
  private static MachineConfig b;
  private static MachineConfig c;
  private static MachineConfig other; // differs from a in what needs a reboot

  @TempDir private Path folder;

  private Node node;

  @BeforeAll
  static void generate() throws ConfigException {
    var secrets = SecretsBundle.generate(Clock.systemUTC(), new SecureRandom());
    a =
        ConfigGenerator.generate(ClusterInput.of("c", "https://10.0.0.1:6443", secrets))
            .controlPlane();
    b = a.patch("machine: {sysctls: {vm.swappiness: '10'}}");
    c = a.patch("machine: {sysctls: {vm.swappiness: '20'}}");
    other = a.patch("machine: {env: {https_proxy: 'http://proxy'}}");
  }

  @BeforeEach
  void prepare() throws Exception {
    node = start();
    node.apply(a, ApplyMode.AUTO, Duration.ZERO);
  }

  @Test
  void nothingChangesBeforeTheAnswerIsSent() throws Exception {
    ApplyResult result = node.configurator.apply(request(b, ApplyMode.TRY, LONG));
    assertThat(node.inForce()).isEqualTo(a);
    assertThat(start().events()).contains("tried", "reverted"); // STATE knew of it already
    result.afterAnswer().run();
    assertThat(node.inForce()).isEqualTo(b);
  }

  @Test
  void aTrialThatIsConfirmedIsForGood() throws Exception {
    node.apply(b, ApplyMode.TRY, LONG);
    assertThat(onDisk()).isEqualTo(a);
    node.configurator.confirm(b.hash(), "me").afterAnswer().run();
    assertThat(onDisk()).isEqualTo(b);
    assertThat(node.configurator.status().trial()).isEmpty();
    assertThat(node.configurator.confirm(b.hash(), "me").message()).contains("already");
    assertThat(start().inForce()).isEqualTo(b);
    assertThat(node.events()).containsExactly("confirmed", "tried", "applied");
  }

  @Test
  void aTrialThatIsRevertedIsGoneAtOnce() throws Exception {
    node.apply(b, ApplyMode.TRY, LONG);
    node.configurator.revert("", "me", "changed my mind").afterAnswer().run();
    assertThat(node.inForce()).isEqualTo(a);
    assertThat(node.configurator.status().records().getFirst())
        .returns(ConfigEvent.REVERTED, ConfigRecord::event)
        .returns("changed my mind", ConfigRecord::reason)
        .returns(b.hash(), ConfigRecord::hash);
  }

  @Test
  void aTrialEndsByItself() throws Exception {
    node.apply(b, ApplyMode.TRY, SHORT);
    node.awaitEvent("reverted");
    node.awaitInForce(a);
    assertThat(onDisk()).isEqualTo(a);
  }

  @Test
  void aStartInTheMiddleOfATrialGoesBack() throws Exception {
    node.apply(b, ApplyMode.TRY, LONG);
    Node next = start();
    assertThat(next.inForce()).isEqualTo(a);
    assertThat(next.events()).startsWith("reverted", "tried");
    assertThat(next.configurator.status().trial()).isEmpty();
  }

  @Test
  void aDryRunDoesNotDisturbATrial() throws Exception {
    node.apply(b, ApplyMode.TRY, LONG);
    ConfigState before = node.configurator.status();
    var dry = new ApplyRequest(c.encode(), ApplyMode.AUTO, true, Duration.ZERO, "me", "");
    node.configurator.apply(dry).afterAnswer().run();
    assertThat(node.configurator.status()).isEqualTo(before);
    assertThat(node.inForce()).isEqualTo(b);
  }

  @Test
  void aSecondTrialGoesBackToWhatWasBeforeTheFirst() throws Exception {
    node.apply(b, ApplyMode.TRY, LONG);
    node.apply(c, ApplyMode.TRY, SHORT);
    node.awaitInForce(a);
    assertThat(node.events()).containsExactly("reverted", "tried", "tried", "applied");
  }

  @Test
  void applyingTheTriedConfigConfirmsItAndStagingAnotherTakesItBack() throws Exception {
    node.apply(b, ApplyMode.TRY, LONG);
    node.apply(b, ApplyMode.NO_REBOOT, Duration.ZERO);
    assertThat(node.events()).startsWith("confirmed");
    node.apply(c, ApplyMode.TRY, LONG);
    node.apply(a, ApplyMode.STAGED, Duration.ZERO);
    assertThat(node.inForce()).isEqualTo(b);
    assertThat(node.configurator.status().stagedHash()).isEqualTo(a.hash());
    assertThat(node.events()).startsWith("staged", "reverted", "tried", "confirmed");
    assertThat(start().events()).startsWith("booted", "staged");
  }

  @Test
  void aTrialThatSpansARebootBeginsWithItAndEndsByItself() throws Exception {
    node.apply(other, ApplyMode.REBOOT, SHORT);
    assertThat(node.reboots.availablePermits()).isEqualTo(1);
    assertThat(node.inForce()).isEqualTo(a);
    assertThat(onDisk()).isEqualTo(other);
    Node next = start();
    assertThat(next.inForce()).isEqualTo(other);
    assertThat(next.configurator.status().trial().orElseThrow().started()).isTrue();
    next.apiOpen.countDown(); // the time counts from here
    next.reboots.acquire(); // its effect was a reboot: so is the way back
    assertThat(onDisk()).isEqualTo(a);
    Node last = start();
    assertThat(last.inForce()).isEqualTo(a);
    assertThat(last.events()).startsWith("reverted", "tried", "applied");
  }

  @Test
  void aTrialThatSpansARebootIsOverWithTheSecondStart() throws Exception {
    node.apply(other, ApplyMode.REBOOT, LONG);
    start();
    Node second = start();
    assertThat(second.inForce()).isEqualTo(a);
    assertThat(onDisk()).isEqualTo(a);
    assertThat(second.reboots.availablePermits()).isZero();
  }

  @Test
  void aTrialThatSpansARebootIsConfirmedAfterIt() throws Exception {
    node.apply(other, ApplyMode.REBOOT, LONG);
    assertThat(
            catchThrowableOfType(
                    NodeException.class, () -> node.configurator.confirm(other.hash(), "me"))
                .reason())
        .isEqualTo(Reason.NOT_NOW);
    Node next = start();
    next.configurator.confirm(other.hash(), "me").afterAnswer().run();
    assertThat(start().inForce()).isEqualTo(other);
  }

  @Test
  void aTriedConfigThatCannotBeReadGoesBack() throws Exception {
    node.apply(other, ApplyMode.REBOOT, LONG);
    Files.writeString(folder.resolve("config.yaml"), "kind: [\n");
    assertThat(start().inForce()).isEqualTo(a);
  }

  @Test
  void aChangeThatNeedsARebootIsRefusedWithItsFieldsAndAutomaticReboots() throws Exception {
    for (ApplyMode mode : List.of(ApplyMode.NO_REBOOT, ApplyMode.TRY)) {
      NodeException refused =
          catchThrowableOfType(
              NodeException.class, () -> node.configurator.apply(request(other, mode, LONG)));
      assertThat(refused.reason()).isEqualTo(Reason.NOT_NOW);
      assertThat(refused).hasMessage("this change needs a reboot: v1alpha1:machine.env");
    }
    ApplyResult result = node.configurator.apply(request(other, ApplyMode.AUTO, Duration.ZERO));
    assertThat(result.mode()).isEqualTo(ApplyMode.REBOOT);
    result.afterAnswer().run();
    assertThat(node.reboots.availablePermits()).isEqualTo(1);
    assertThat(start().inForce()).isEqualTo(other);
  }

  @Test
  void anotherConfigThanExpectedIsAConflict() {
    NodeException refused =
        catchThrowableOfType(
            NodeException.class,
            () ->
                node.configurator.apply(
                    new ApplyRequest(
                        b.encode(), ApplyMode.AUTO, false, Duration.ZERO, "me", c.hash())));
    assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
  }

  @Test
  void aFinishedChangeIsUndone() throws Exception {
    node.apply(b, ApplyMode.AUTO, Duration.ZERO);
    node.apply(c, ApplyMode.AUTO, Duration.ZERO);
    assertThat(node.configurator.revert(a.hash(), "me", "").message()).contains("nothing");
    node.configurator.revert(c.hash(), "me", "").afterAnswer().run();
    assertThat(node.inForce()).isEqualTo(b);
    node.configurator.revert(b.hash(), "me", "").afterAnswer().run();
    assertThat(start().inForce()).isEqualTo(a);
  }

  @Test
  void theLastTenAreKeptAndShownWithTheirTextsApart() throws Exception {
    for (int i = 0; i < 6; i++) {
      node.apply(b, ApplyMode.AUTO, Duration.ZERO);
      node.apply(c, ApplyMode.AUTO, Duration.ZERO);
    }
    Node next = start();
    assertThat(next.configurator.status().records()).hasSize(10);
    assertThat(next.state.list(ConfigTypes.CONFIG_RECORDS, "config"))
        .hasSize(10)
        .first()
        .returns("000004", record -> record.id())
        .returns("test", record -> record.spec().getBy());
    assertThat(next.state.list(ConfigTypes.CONFIG_TEXTS, "config"))
        .extracting(text -> text.id())
        .containsExactlyInAnyOrder(b.hash(), c.hash());
  }

  private static ApplyRequest request(MachineConfig config, ApplyMode mode, Duration tryFor) {
    return new ApplyRequest(config.encode(), mode, false, tryFor, "test", "");
  }

  private MachineConfig onDisk() throws IOException, ConfigException {
    return MachineConfig.decode(Files.readString(folder.resolve("config.yaml")));
  }

  /** A start of the node on what is in STATE: nothing of an earlier one is heard any more. */
  private Node start() throws InterruptedException {
    var next = new Node();
    if (Files.exists(folder.resolve("config.yaml"))) {
      next.load();
    }
    return next;
  }

  /** One life of a node. */
  private final class Node implements ConfigHost {
    private final InMemoryState state = new InMemoryState(Clock.systemUTC());
    private final EventBus bus = new EventBus(Clock.systemUTC(), new Random(1));
    private final ConfigStore store =
        new ConfigStore(state, new DurableFile(folder.resolve("config.yaml")));
    private final Configurator configurator =
        new Configurator(
            store,
            new JournalStore(state, new DurableFile(folder.resolve("config-journal.pb"))),
            Mode.CONTAINER,
            bus,
            Clock.systemUTC(),
            this);
    private final Semaphore reboots = new Semaphore(0);
    private final CountDownLatch apiOpen = new CountDownLatch(1);

    void load() throws InterruptedException {
      var maintenance =
          new ConfigLoader.Maintenance() {
            @Override
            public void begin() {
              throw new AssertionError("no config");
            }

            @Override
            public void end() {}
          };
      new ConfigLoader(store, configurator, KernelCommandLine.parse(""), bus, maintenance).load();
    }

    void apply(MachineConfig config, ApplyMode mode, Duration tryFor) throws NodeException {
      configurator.apply(request(config, mode, tryFor)).afterAnswer().run();
    }

    MachineConfig inForce() {
      return store.active().orElseThrow();
    }

    List<String> events() {
      return configurator.status().records().stream().map(kept -> kept.event().text()).toList();
    }

    void awaitEvent(String event) throws InterruptedException {
      while (!events().getFirst().equals(event)) {
        Thread.onSpinWait();
      }
    }

    void awaitInForce(MachineConfig config) {
      while (!inForce().equals(config)) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void awaitApi(Duration atMost) throws InterruptedException {
      apiOpen.await();
    }

    @Override
    public void reboot() {
      reboots.release();
    }
  }
}
