package dev.ijen.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.OSUpgradeStatus;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.testing.ApiServer;
import dev.ijen.crds.testing.ApiServerExtension;
import dev.ijen.operator.sim.LiveMachine;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged operator rolls releases over machines behind real mutual TLS. */
@Tag("real")
@ExtendWith(ApiServerExtension.class)
class FleetIT {
  private static final String NAMESPACE = "fleet";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ApiServer server;
  private final KubernetesClient client;
  private final TestCluster cluster = new TestCluster();
  private final List<LiveMachine> machines = new ArrayList<>();
  private OperatorProcess operator;

  FleetIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  @BeforeEach
  void start() throws Exception {
    Crds.install(client);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    secret("base", "machineconfig", cluster.baseConfig());
    secret("admin", "talosconfig", cluster.talosconfig());
    create("kind: Cluster\nmetadata: {name: local}\nspec: {}");
    create(
        """
        kind: MachinePool
        metadata: {name: nodes}
        spec:
          selector: {matchLabels: {pool: nodes}}
          rollout: {canary: {count: 1, soak: 1s}}
        """);
    for (int i = 1; i <= 3; i++) {
      machines.add(new LiveMachine(cluster, "node-" + i, cluster.rendered().hash()));
      create(
          """
          kind: Machine
          metadata: {name: node-%d, labels: {pool: nodes}}
          spec:
            addresses: ['%s']
            configSecretRef: {name: base}
            credentialsSecretRef: {name: admin}
          """
              .formatted(i, machines.getLast().address()));
    }
    restart();
  }

  @AfterEach
  void stop() {
    operator.close();
    machines.forEach(LiveMachine::close);
  }

  @Test
  void releasesAreRolledOutRefusedAndTakenBack() throws Exception {
    upgrade("unsigned", "sha256:unsigned-2");
    await(
        "refused",
        () -> status("unsigned").preflight().stream().anyMatch(f -> f.reason().equals("Unsigned")));
    assertThat(phase("unsigned")).isEqualTo(OSUpgradeStatus.Phase.BLOCKED);

    upgrade("next", "sha256:good-2");
    await("the canary is changed", () -> !status("next").progress().equals("0/3"));
    operator.close(); // in the middle
    restart();
    await("all have it", () -> phase("next") == OSUpgradeStatus.Phase.SUCCEEDED);
    assertThat(machines).extracting(LiveMachine::digest).containsOnly("sha256:good-2");

    upgrade("broken", "sha256:sick-3");
    await("halts", () -> phase("broken") == OSUpgradeStatus.Phase.HALTED);
    assertThat(machines).extracting(LiveMachine::digest).containsOnly("sha256:good-2");
    assertThat(machines).allMatch(LiveMachine::isSettled);
    assertThat(operator.log()).doesNotContain(cluster.secretValues());
  }

  private void restart() throws Exception {
    operator = OperatorProcess.start(server.kubeconfig(), NAMESPACE, server.dir());
    await("operator is ready", () -> operator.probe("ready") == 200);
  }

  private void upgrade(String name, String digest) {
    create(
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
    return client
        .resources(OSUpgrade.class)
        .inNamespace(NAMESPACE)
        .withName(name)
        .get()
        .getStatus();
  }

  private OSUpgradeStatus.Phase phase(String name) {
    return status(name) == null ? OSUpgradeStatus.Phase.PREFLIGHT : status(name).phase();
  }

  private void secret(String name, String key, String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData(key, value)
                .build())
        .create();
  }

  private void create(String yaml) {
    GenericKubernetesResource object =
        client
            .getKubernetesSerialization()
            .unmarshal("apiVersion: ijen.dev/v1alpha1\n" + yaml, GenericKubernetesResource.class);
    client.resource(object).inNamespace(NAMESPACE).create();
  }

  private void await(String what, Callable<Boolean> state) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!holds(state)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "not within %s: %s%n%s%n%s".formatted(PATIENCE, what, statuses(), operator.log()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private static boolean holds(Callable<Boolean> state) throws Exception {
    try {
      return state.call();
    } catch (NullPointerException _) { // no status yet
      return false;
    }
  }

  private String statuses() {
    return Stream.of(Rollout.class, OSUpgrade.class)
        .flatMap(kind -> client.resources(kind).inNamespace(NAMESPACE).list().getItems().stream())
        .map(object -> object.getMetadata().getName() + ": " + object.getStatus())
        .collect(Collectors.joining("\n"));
  }
}
