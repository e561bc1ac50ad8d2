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
import dev.ijen.runtime.state.InMemoryState;
import dev.ijen.runtime.state.WatchOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfiguratorTest {
  private static String before;
  private static String after;

  @TempDir private Path folder;

  private final InMemoryState state = new InMemoryState(Clock.systemUTC());
  private final EventBus events = new EventBus(Clock.systemUTC(), new Random(1));
  private final InMemoryState otherState = new InMemoryState(Clock.systemUTC());
  private Optional<String> installsOn = Optional.empty();
  private final CountDownLatch waits = new CountDownLatch(1);
  private int installations;
  private int reboots;
  private Path file;
  private ConfigStore store;
  private Configurator configurator;

  @BeforeAll
  static void generate() throws ConfigException {
    var secrets = SecretsBundle.generate(Clock.systemUTC(), new SecureRandom());
    var input = ClusterInput.of("c", "https://10.0.0.1:6443", secrets);
    MachineConfig config = ConfigGenerator.generate(input).controlPlane();
    before = config.encode();
    after = config.patch("machine:\n  sysctls:\n    vm.swappiness: \"10\"\n").encode();
  }

  @BeforeEach
  void prepare() {
    file = folder.resolve("config.yaml");
    store = new ConfigStore(state, new DurableFile(file));
    configurator = configurator(store, state);
  }

  @Test
  void theFirstConfigComesIntoForceAndIsKept() throws NodeException, IOException {
    apply(before, ApplyMode.REBOOT);
    assertThat(active()).isEqualTo(before);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void aConfigForASystemOnAnotherDiskComesNotIntoForceHere() throws NodeException {
    installsOn = Optional.of("/dev/vdb");
    var dry = request(before, ApplyMode.AUTO, true, Duration.ZERO);
    ApplyResult result = configurator.apply(dry);
    result.afterAnswer().run();
    assertThat(result.details()).contains("Installing on /dev/vdb", "skipped in dry-run");
    assertThat(installations).isZero();

    apply(before, ApplyMode.AUTO);
    assertThat(installations).isEqualTo(1);
    assertThat(store.active()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void aConfigOfAKernelArgumentInstallsToo() throws Exception {
    installsOn = Optional.of("/dev/vdb");
    String inline = Base64.getEncoder().encodeToString(before.getBytes(StandardCharsets.UTF_8));
    Thread loading =
        Thread.ofVirtual().start(() -> loadQuietly(store, "ijen.config.inline=" + inline));
    assertThat(waits.await(10, TimeUnit.SECONDS)).as("maintenance mode").isTrue();
    assertThat(installations).isEqualTo(1);
    assertThat(store.active()).isEmpty();
    assertThat(file).doesNotExist();

    installsOn = Optional.empty();
    apply(before, ApplyMode.AUTO);
    loading.join();
    assertThat(active()).isEqualTo(before);
  }

  @Test
  void aNodeWithAConfigInstallsNothing() throws NodeException {
    apply(before, ApplyMode.AUTO);
    installsOn = Optional.of("/dev/vdb");
    apply(after, ApplyMode.AUTO);
    assertThat(installations).isZero();
    assertThat(active()).isEqualTo(after);
  }

  @Test
  void noRebootKeepsAndActivates() throws NodeException, IOException {
    apply(before, ApplyMode.AUTO);
    apply(after, ApplyMode.NO_REBOOT);
    assertThat(reboots).isZero();
    assertThat(active()).isEqualTo(after);
    assertThat(Files.readString(file)).isEqualTo(after);
  }

  @Test
  void rebootKeepsAndAsksForIt() throws NodeException, IOException {
    apply(before, ApplyMode.AUTO);
    apply(after, ApplyMode.REBOOT);
    assertThat(reboots).isEqualTo(1);
    assertThat(active()).isEqualTo(before);
    assertThat(Files.readString(file)).isEqualTo(after);
  }

  @Test
  void aStagedConfigIsTheOneOfTheNextBoot() throws Exception {
    apply(before, ApplyMode.AUTO);
    apply(after, ApplyMode.STAGED);
    assertThat(active()).isEqualTo(before);
    assertThat(state.find(ConfigTypes.MACHINE_CONFIGS, "config", ConfigStore.PERSISTENT))
        .isPresent();
    var nextState = otherState;
    var next = new ConfigStore(nextState, new DurableFile(file));
    loader(next, "").load();
    assertThat(next.active().orElseThrow().encode()).isEqualTo(after);
    assertThat(nextState.find(ConfigTypes.MACHINE_CONFIGS, "config", ConfigStore.PERSISTENT))
        .as("shown after the boot too")
        .isPresent();
  }

  @Test
  void aTrialIsTakenBackAndNeverKept() throws Exception {
    apply(before, ApplyMode.AUTO);
    try (var watch =
        state.watch(ConfigTypes.MACHINE_CONFIGS, "config", WatchOptions.one(ConfigStore.ACTIVE))) {
      watch.next(Duration.ofSeconds(10));
      configurator
          .apply(request(after, ApplyMode.TRY, false, Duration.ofMillis(50)))
          .afterAnswer()
          .run();
      assertThat(yaml(watch.next(Duration.ofSeconds(10)).orElseThrow())).isEqualTo(after);
      assertThat(yaml(watch.next(Duration.ofSeconds(10)).orElseThrow())).isEqualTo(before);
    }
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void aDryRunShowsTheDifferenceWithoutSecretsAndChangesNothing() throws Exception {
    apply(before, ApplyMode.AUTO);
    ApplyResult result = configurator.apply(request(after, ApplyMode.AUTO, true, Duration.ZERO));
    assertThat(result.details())
        .contains("skipped in dry-run")
        .contains("vm.swappiness")
        .doesNotContain(store.active().orElseThrow().token().orElseThrow());
    assertThat(active()).isEqualTo(before);
  }

  @Test
  void aBadConfigIsRefusedWithItsProblems() {
    var refused =
        catchThrowableOfType(
            NodeException.class,
            () -> apply("apiVersion: v1alpha1\nkind: NoSuchKind\n", ApplyMode.AUTO));
    assertThat(refused.reason()).isEqualTo(NodeException.Reason.INVALID);
    assertThat(refused).hasMessageContaining("NoSuchKind");
    assertThat(store.active()).isEmpty();
  }

  @Test
  void aConfigOfTheKernelCommandLineIsKept() throws Exception {
    String packed = Base64.getEncoder().encodeToString(before.getBytes(StandardCharsets.UTF_8));
    loader(store, "ijen.config.inline=" + packed).load();
    assertThat(active()).isEqualTo(before);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void aFileThatIsNoConfigLeadsToMaintenanceMode() throws Exception {
    Files.writeString(file, "kind: [\n");
    Thread loading = Thread.ofVirtual().start(() -> loadQuietly(store, ""));
    apply(before, ApplyMode.AUTO);
    loading.join();
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  private void loadQuietly(ConfigStore into, String commandLine) {
    try {
      loader(into, commandLine).load();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ConfigLoader loader(ConfigStore into, String commandLine) {
    var maintenance =
        new ConfigLoader.Maintenance() {
          @Override
          public void begin() {
            waits.countDown();
          }

          @Override
          public void end() {}
        };
    return new ConfigLoader(
        into,
        configurator(into, into == store ? state : otherState),
        KernelCommandLine.parse(commandLine),
        events,
        maintenance);
  }

  private ApplyResult apply(String yaml, ApplyMode mode) throws NodeException {
    ApplyResult result = configurator.apply(request(yaml, mode, false, Duration.ZERO));
    result.afterAnswer().run();
    return result;
  }

  private static ApplyRequest request(
      String yaml, ApplyMode mode, boolean dryRun, Duration tryFor) {
    return new ApplyRequest(yaml, mode, dryRun, tryFor, "test", "");
  }

  private Configurator configurator(ConfigStore into, InMemoryState in) {
    var journal = new JournalStore(in, new DurableFile(folder.resolve("config-journal.pb")));
    var host =
        new ConfigHost() {
          @Override
          public void awaitApi(Duration atMost) {}

          @Override
          public Optional<Installation> installation(MachineConfig config) {
            return installsOn.map(disk -> new Installation(disk, () -> installations++));
          }

          @Override
          public void reboot() {
            reboots++;
          }
        };
    return new Configurator(into, journal, Mode.CONTAINER, events, Clock.systemUTC(), host);
  }

  private String active() {
    return store.active().orElseThrow().encode();
  }

  private static String yaml(
      dev.ijen.runtime.state.StateEvent<dev.ijen.api.resource.config.MachineConfigSpec> event) {
    return event.resource().orElseThrow().spec().getYamlMarshalled().toStringUtf8();
  }
}
