package dev.ijen.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.testing.ApiServer;
import dev.ijen.crds.testing.ApiServerExtension;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The packaged operator between a real API server and a node that speaks the real contract over
 * mutual TLS.
 */
@Tag("real")
@ExtendWith(ApiServerExtension.class)
class OperatorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ApiServer server;
  private final KubernetesClient client;
  private final TestCluster cluster = new TestCluster();
  private String namespace = "";
  private TestNode node;
  private OperatorProcess operator;

  OperatorIT(ApiServer server) {
    this.server = server;
    this.client = server.client();
  }

  @BeforeAll
  static void installCrds(KubernetesClient client) throws Exception {
    Crds.install(client);
  }

  @BeforeEach
  void startOperator(TestInfo test) throws Exception {
    namespace = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    node = TestNode.start(cluster);
    secret("base", "machineconfig", cluster.baseConfig());
    secret("admin", "talosconfig", cluster.talosconfig());
    create(
        """
        apiVersion: ijen.dev/v1alpha1
        kind: Machine
        metadata: {name: node-1, labels: {role: worker}}
        spec:
          addresses: ['%s']
          configSecretRef: {name: base}
          credentialsSecretRef: {name: admin}
        """
            .formatted(node.address()));
    operator = OperatorProcess.start(server.kubeconfig(), namespace, server.dir());
    await("operator is ready", () -> operator.probe("ready") == 200);
  }

  @AfterEach
  void stop() {
    operator.close();
    node.close();
  }

  @Test
  void aFragmentIsAppliedChangedAndTakenBack() throws Exception {
    await("machine in sync", () -> "InSync".equals(reason(machine().getStatus().conditions())));
    fragment("sysctl", "config: {machine: {sysctls: {vm.max_map_count: '524288'}}}");
    await("applied", () -> "524288".equals(node.config().sysctls().get("vm.max_map_count")));
    await("reported", () -> "Applied".equals(reason(fragmentConditions("sysctl"))));
    assertThat(machine().getStatus().config().sources())
        .extracting("name")
        .containsExactly("sysctl");
    assertThat(machine().getStatus().config().desiredHash()).isEqualTo(node.config().hash());

    client
        .resources(MachineConfig.class)
        .inNamespace(namespace)
        .withName("sysctl")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"config\":{\"machine\":{\"sysctls\":{\"vm.max_map_count\":\"1048576\"}}}}}");
    await("changed", () -> "1048576".equals(node.config().sysctls().get("vm.max_map_count")));

    client.resources(MachineConfig.class).inNamespace(namespace).withName("sysctl").delete();
    await("taken back", () -> !node.config().sysctls().containsKey("vm.max_map_count"));
    assertThat(node.config().hash()).isEqualTo(cluster.rendered().hash());
    assertThat(events()).extracting(Event::getReason).contains("ConfigApplied", "InSync");
  }

  @Test
  void anInvalidFragmentStallsWithItsPlaceAndNothingIsApplied() throws Exception {
    fragment("typo", "documents: |\n    machine:\n      sysctl:\n        a: '1'");
    await("stalled", () -> "InvalidConfig".equals(reason(fragmentConditions("typo"))));
    var problem = fragment("typo").getStatus().problems().getFirst();
    assertThat(problem.path()).isEqualTo("v1alpha1: machine.sysctl (line 2)");
    assertThat(problem.machine()).isEqualTo("node-1");
    assertThat(reason(machine().getStatus().conditions())).isEqualTo("InvalidConfig");
    assertThat(node.requests()).isEmpty();
  }

  @Test
  void conflictingFragmentsStallUntilOneIsGone() throws Exception {
    fragment("one", "documents: 'machine: {sysctls: {a: \"1\"}}'");
    await("one applied", () -> "1".equals(node.config().sysctls().get("a")));
    fragment("two", "documents: 'machine: {sysctls: {a: \"2\"}}'");
    await("one conflicts", () -> "ConflictingFragments".equals(reason(fragmentConditions("one"))));
    await("two conflicts", () -> "ConflictingFragments".equals(reason(fragmentConditions("two"))));
    assertThat(node.config().sysctls()).containsEntry("a", "1");
    client.resources(MachineConfig.class).inNamespace(namespace).withName("one").delete();
    await("two applied", () -> "2".equals(node.config().sysctls().get("a")));
  }

  @Test
  void driftIsCorrectedAndNoSecretLeaks() throws Exception {
    await("machine in sync", () -> "InSync".equals(reason(machine().getStatus().conditions())));
    node.changeByHand(cluster.rendered("machine: {sysctls: {by.hand: '1'}}").encode());
    await("corrected", () -> !node.config().sysctls().containsKey("by.hand"));
    await("told", () -> events().stream().anyMatch(e -> e.getReason().equals("DriftCorrected")));
    String told = operator.log() + client.getKubernetesSerialization().asYaml(machine()) + events();
    assertThat(told).doesNotContain(cluster.secretValues());
  }

  @Test
  void aRefusalOfTheNodeIsTheReason() throws Exception {
    node.refuse("this change needs a reboot");
    fragment("big", "config: {machine: {sysctls: {a: '1'}}}");
    await("refused", () -> "NodeRefused".equals(reason(machine().getStatus().conditions())));
    assertThat(ready(machine().getStatus().conditions()).message())
        .isEqualTo("this change needs a reboot");
  }

  @Test
  void nothingIsWrittenAtRest() throws Exception {
    fragment("calm", "config: {machine: {sysctls: {a: '1'}}}");
    await("reported", () -> "Applied".equals(reason(fragmentConditions("calm"))));
    await("in sync", () -> "InSync".equals(reason(machine().getStatus().conditions())));
    String before = machine().getMetadata().getResourceVersion();
    int sent = node.requests().size();
    int looks = node.looks();
    await("several polls", () -> node.looks() > looks + 3);
    assertThat(machine().getMetadata().getResourceVersion()).isEqualTo(before);
    assertThat(node.requests()).hasSize(sent);
  }

  @Test
  void aRestartedOperatorCatchesUp() throws Exception {
    fragment("kept", "config: {machine: {sysctls: {a: '1'}}}");
    await("applied", () -> "1".equals(node.config().sysctls().get("a")));
    operator.close();
    client.resources(MachineConfig.class).inNamespace(namespace).withName("kept").delete();
    operator = OperatorProcess.start(server.kubeconfig(), namespace, server.dir());
    await("taken back", () -> !node.config().sysctls().containsKey("a"));
  }

  @Test
  void anApiServerThatWasAwayIsFoundAgain() throws Exception {
    await("machine in sync", () -> "InSync".equals(reason(machine().getStatus().conditions())));
    server.kill();
    await("not ready", () -> operator.probe("ready") == 503);
    assertThat(operator.probe("live")).isEqualTo(200);
    server.restart();
    fragment("late", "config: {machine: {sysctls: {a: '1'}}}");
    await("applied", () -> "1".equals(node.config().sysctls().get("a")));
    assertThat(operator.isAlive()).isTrue();
  }

  @Test
  void anUnreachableNodeIsReportedAndKeepsItsFacts() throws Exception {
    await("machine in sync", () -> "InSync".equals(reason(machine().getStatus().conditions())));
    node.close();
    await("reported", () -> "Unreachable".equals(reason(machine().getStatus().conditions())));
    assertThat(machine().getStatus().hostname()).isEqualTo("node-1");
    assertThat(machine().getStatus().api().reachable()).isFalse();
  }

  private Machine machine() {
    return client.resources(Machine.class).inNamespace(namespace).withName("node-1").get();
  }

  private MachineConfig fragment(String name) {
    return client.resources(MachineConfig.class).inNamespace(namespace).withName(name).get();
  }

  private List<Condition> fragmentConditions(String name) {
    return fragment(name).getStatus().conditions();
  }

  private static Condition ready(List<Condition> conditions) {
    return conditions.stream().filter(c -> c.type().equals("Ready")).findFirst().orElseThrow();
  }

  private static String reason(List<Condition> conditions) {
    return ready(conditions).reason();
  }

  private List<Event> events() {
    return client.v1().events().inNamespace(namespace).list().getItems();
  }

  private void fragment(String name, String content) {
    create(
        """
        apiVersion: ijen.dev/v1alpha1
        kind: MachineConfig
        metadata: {name: %s}
        spec:
          selector: {matchLabels: {role: worker}}
          %s
        """
            .formatted(name, content));
  }

  private void create(String yaml) {
    client.resource(yaml).inNamespace(namespace).create();
  }

  private void secret(String name, String key, String text) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData(key, text)
                .build())
        .create();
  }

  /** Polls a state; what throws is not there yet. */
  private static void await(String what, Callable<Boolean> state) {
    Instant end = Instant.now().plus(PATIENCE);
    Throwable last = null;
    while (Instant.now().isBefore(end)) {
      try {
        if (state.call()) {
          return;
        }
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new AssertionError("not within " + PATIENCE + ": " + what, last);
  }
}
