package dev.ijen.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Condition;
import dev.ijen.crds.HealthGate;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfigRevision;
import dev.ijen.crds.MachineStatus.Drift;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus.Evidence;
import dev.ijen.crds.testing.ApiServer;
import dev.ijen.crds.testing.ApiServerExtension;
import dev.ijen.operator.sim.LiveMachine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the packaged operator does for the machines of a pool beside rolling releases. */
@Tag("real")
@ExtendWith(ApiServerExtension.class)
class PoolIT {
  private final ApiServer server;
  private FleetNamespace fleet;

  PoolIT(ApiServer server) {
    this.server = server;
  }

  @BeforeAll
  static void installCrds(ApiServer server) throws Exception {
    Crds.install(server.client());
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    fleet =
        new FleetNamespace(
            server, test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT));
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  @Test
  void aRefusedStatusIsToldWithoutTheValue() throws Exception {
    pool("nodes", "paused: {reason: nothing is to happen}");
    String hostname = "too-long-".repeat(40);
    fleet.addMachine("node-1", hostname, "nodes");
    fleet.restart();
    fleet.await("told", () -> ready("node-1").reason().equals("StatusRefused"));
    assertThat(ready("node-1").message())
        .contains("status.hostname", "253")
        .doesNotContain(hostname);
    assertThat(fleet.operator().log())
        .contains("the API server refused a status", "field=status.hostname")
        .doesNotContain(hostname)
        .doesNotContain("Timeout of resource polling");
    String version = version("node-1");
    long told = refusals();
    fleet.await("looked at again", () -> refusals() > told + 2);
    assertThat(version("node-1")).as("nothing is written again").isEqualTo(version);
  }

  @Test
  void aRevisionIsRolledOutAndDriftIsToldOrCorrected() throws Exception {
    pool("told", "driftPolicy: Report");
    pool("kept", "driftPolicy: Correct");
    LiveMachine told = fleet.addMachine("node-1", "told");
    LiveMachine kept = fleet.addMachine("node-2", "kept");
    fragment("one");
    fleet.restart("128m", Map.of("IJEN_WATCHED_POLL", "PT10M")); // what is seen, the streams told
    String desired = fleet.cluster().rendered("machine: {sysctls: {a: 'one'}}").hash();
    fleet.await("both have it", () -> applied("told-1") == 1 && applied("kept-1") == 1 && isOver());
    assertThat(fleet.machines()).extracting(LiveMachine::config).containsOnly(desired);
    assertThat(fleet.get(MachineConfigRevision.class, "kept-1").getSpec().provenance())
        .anyMatch(o -> o.path().contains("sysctls.a") && o.source().equals("one"));

    String byHand = "f".repeat(64);
    Instant changed = Instant.now();
    told.changeByHand(byHand, "admin@10.0.0.9");
    fleet.await("drift is told", () -> !drift("node-1").isEmpty());
    assertThat(Duration.between(changed, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(drift("node-1").getFirst().who()).isEqualTo("admin@10.0.0.9");
    assertThat(drift("node-1").getFirst().observed()).isEqualTo(byHand);

    kept.changeByHand(byHand, "admin@10.0.0.9");
    fleet.await("drift is corrected", () -> kept.config().equals(desired) && kept.isSettled());
    fleet.await("and forgotten", () -> drift("node-2").isEmpty());
    assertThat(fleet.list(Rollout.class))
        .filteredOn(r -> "drift".equals(r.getMetadata().getLabels().get("ijen.dev/cause")))
        .extracting(r -> r.getSpec().pool())
        .containsOnly("kept");
    assertThat(told.config()).as("reported, not corrected").isEqualTo(byHand);
    assertThat(fleet.everything()).doesNotContain(fleet.cluster().secretValues());
  }

  @Test
  void gatesAskWhatTheyNameAndAPollFindsWhatNobodyTold() throws Exception {
    try (var world = new GatedWorld(fleet)) {
      pool("nodes", "rollout: {gates: [{name: all, when: BeforeMachine}]}");
      LiveMachine machine = fleet.addMachine("node-1", "nodes");
      machine.healthy(false);
      fleet.create(world.gate("all"));
      fleet.create(
          """
          kind: HealthGate
          metadata: {name: typo}
          spec: {checks: [{name: cel, cel: {apiVersion: v1, kind: Node, expression: 'self.('}}]}
          """);
      fragment("one");
      fleet.restart();
      fleet.await("a wrong expression is told", () -> gate("typo").equals("InvalidSpec"));
      fleet.await("all fail", () -> passed().equals(Set.of()) && evidence().size() == 6);
      assertThat(evidence())
          .extracting(Evidence::message)
          .contains(
              "holds for 0 of 1, not for switch",
              "kubelet on node-1 is not healthy",
              "0 of 1 nodes are ready",
              fleet.name() + "/budget allows no disruption",
              "a sample is 7",
              "status 503");

      machine.healthy(true);
      fleet.await("its services pass", () -> passed().equals(Set.of("nodeServices")));
      world.open();
      fleet.await("all have it", () -> applied("nodes-1") == 1 && isOver());
      assertThat(passed()).hasSize(6);

      machine.changeUnheard("f".repeat(64), "admin@10.0.0.9");
      fleet.await("a poll finds it", () -> !drift("node-1").isEmpty());
    }
  }

  private int applied(String revision) {
    return fleet.get(MachineConfigRevision.class, revision).getStatus().applied();
  }

  private boolean isOver() {
    return fleet.list(Rollout.class).stream().allMatch(r -> r.getStatus().phase().isFinal());
  }

  private List<Drift> drift(String machine) {
    return fleet.get(Machine.class, machine).getStatus().drift();
  }

  private String gate(String name) {
    return fleet.get(HealthGate.class, name).getStatus().conditions().stream()
        .filter(condition -> condition.type().equals("Stalled"))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  /** What the rollout of the pool saw of its gate. */
  private List<Evidence> evidence() {
    return fleet.list(Rollout.class).stream()
        .flatMap(rollout -> rollout.getStatus().gates().stream())
        .flatMap(gate -> gate.evidence().stream())
        .toList();
  }

  private Set<String> passed() {
    return evidence().stream()
        .filter(Evidence::passed)
        .map(Evidence::check)
        .collect(Collectors.toSet());
  }

  private void fragment(String value) {
    fleet.create(
        """
        kind: MachineConfig
        metadata: {name: %s}
        spec: {config: {machine: {sysctls: {a: '%s'}}}}
        """
            .formatted(value, value));
  }

  private long refusals() throws IOException {
    return fleet.operator().log().lines().filter(line -> line.contains("refused a status")).count();
  }

  private String version(String machine) {
    return fleet.get(Machine.class, machine).getMetadata().getResourceVersion();
  }

  private void pool(String name, String more) {
    fleet.create(
        """
        kind: MachinePool
        metadata: {name: %s}
        spec:
          selector: {matchLabels: {pool: %s}}
          %s
        """
            .formatted(name, name, more));
  }

  private Condition ready(String machine) {
    return fleet.get(Machine.class, machine).getStatus().conditions().stream()
        .filter(condition -> condition.type().equals("Ready"))
        .findFirst()
        .orElseThrow();
  }
}
