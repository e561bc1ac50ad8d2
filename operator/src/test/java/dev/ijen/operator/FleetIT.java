package dev.ijen.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.ClusterStatus.Grant;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.OSUpgradeStatus;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.testing.ApiServer;
import dev.ijen.crds.testing.ApiServerExtension;
import dev.ijen.operator.metrics.Exposition;
import dev.ijen.operator.metrics.Exposition.Sample;
import dev.ijen.operator.sim.LiveMachine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged operator rolls releases over machines behind real mutual TLS. */
@Tag("real")
@ExtendWith(ApiServerExtension.class)
class FleetIT {
  private final ApiServer server;
  private FleetNamespace fleet;

  FleetIT(ApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void start() throws Exception {
    Crds.install(server.client());
    fleet = new FleetNamespace(server, "fleet");
    fleet.create(
        """
        kind: MachinePool
        metadata: {name: nodes}
        spec:
          selector: {matchLabels: {pool: nodes}}
          rollout: {canary: {count: 1, soak: 1s}}
        """);
    for (int i = 1; i <= 3; i++) {
      fleet.addMachine("node-" + i, "nodes");
    }
    fleet.restart();
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  @Test
  void releasesAreRolledOutRefusedAndTakenBack() throws Exception {
    fleet.patch(Cluster.class, "local", "{\"spec\":{\"budget\":{\"maxDisrupted\":2}}}");
    grantToNobody();
    upgrade("unsigned", "sha256:unsigned-2");
    fleet.await(
        "refused",
        () -> status("unsigned").preflight().stream().anyMatch(f -> f.reason().equals("Unsigned")));
    assertThat(phase("unsigned")).isEqualTo(OSUpgradeStatus.Phase.BLOCKED);

    upgrade("next", "sha256:good-2");
    fleet.await("the canary is changed", () -> !status("next").progress().equals("0/3"));
    fleet.restart(); // in the middle
    fleet.await("all have it", () -> phase("next") == OSUpgradeStatus.Phase.SUCCEEDED);
    assertThat(fleet.machines()).extracting(LiveMachine::digest).containsOnly("sha256:good-2");

    upgrade("broken", "sha256:sick-3");
    fleet.await("halts", () -> phase("broken") == OSUpgradeStatus.Phase.HALTED);
    assertThat(fleet.machines()).extracting(LiveMachine::digest).containsOnly("sha256:good-2");
    assertThat(fleet.machines()).allMatch(LiveMachine::isSettled);

    metersAreThereWithFewLabels();
    deletedRolloutsGiveTheirGrantsBack();
    fleet.await("the grant to nobody is taken back", () -> grants().isEmpty());
    assertThat(fleet.everything()).doesNotContain(fleet.cluster().secretValues());
  }

  private void metersAreThereWithFewLabels() throws Exception {
    fleet.await(
        "the halt is counted",
        () -> fleet.meter("ijen_rollouts", Map.of("phase", "Halted", "kind", "OS")) == 1);
    List<Sample> samples = Exposition.parse(fleet.operator().metrics());
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(Exposition.METERS)
                    .containsEntry(sample.name(), sample.labels().keySet()));
    assertThat(samples)
        .flatExtracting(sample -> sample.labels().values())
        .noneMatch(value -> value.startsWith("node-"));
    assertThat(samples).hasSizeLessThan(200);
    assertThat(fleet.meter("ijen_leader", Map.of())).isEqualTo(1);
    assertThat(fleet.meter("ijen_machines", Map.of("namespace", "fleet", "phase", "Running")))
        .isEqualTo(3);
    assertThat(fleet.meter("ijen_rollout_machines_total", Map.of("outcome", "Updated")))
        .isPositive();
    assertThat(fleet.meter("ijen_rollout_machine_seconds_count", Map.of("kind", "OS")))
        .isPositive();
    assertThat(fleet.meter("ijen_rollout_step_seconds_count", Map.of("step", "Changing")))
        .isPositive();
    assertThat(
            fleet.meter("ijen_node_rpc_seconds_count", Map.of("method", "Activate", "code", "OK")))
        .isPositive();
    assertThat(fleet.meter("ijen_node_streams_ended_total", Map.of("method", "Watch")))
        .isPositive();
  }

  private void deletedRolloutsGiveTheirGrantsBack() throws Exception {
    upgrade("regretted", "sha256:good-4");
    fleet.await("a machine is granted", () -> grants().stream().anyMatch(this::isOfRollout));
    fleet.resource(OSUpgrade.class, "broken").delete();
    fleet.resource(OSUpgrade.class, "regretted").delete();
    fleet.list(Rollout.class).forEach(r -> fleet.resource(Rollout.class, name(r)).delete());
    fleet.await("all are let go", () -> fleet.list(Rollout.class).isEmpty());
    assertThat(grants()).noneMatch(this::isOfRollout);
    assertThat(fleet.machines()).allMatch(LiveMachine::isSettled);
  }

  /** What a person leaves behind who takes the finalizer off a Rollout by hand. */
  private void grantToNobody() {
    fleet.patchStatus(
        Cluster.class,
        "local",
        """
        {"status": {"grants": [{"machine": "node-9", "rollout": "gone", "since": "%s"}]}}
        """
            .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
  }

  private List<Grant> grants() {
    return fleet.get(Cluster.class, "local").getStatus().grants();
  }

  private boolean isOfRollout(Grant grant) {
    return !grant.rollout().equals("gone");
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private void upgrade(String name, String digest) {
    fleet.create(
        """
        kind: OSUpgrade
        metadata: {name: %s}
        spec:
          target: {image: 'registry.example/ijen@%s'}
          pools: [nodes]
        """
            .formatted(name, digest));
  }

  private OSUpgradeStatus status(String name) {
    return fleet.get(OSUpgrade.class, name).getStatus();
  }

  private OSUpgradeStatus.Phase phase(String name) {
    return status(name) == null ? OSUpgradeStatus.Phase.PREFLIGHT : status(name).phase();
  }
}
