package dev.ijen.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.crds.testing.ApiServerExtension;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real API server takes and refuses because of the committed CRDs. */
@Tag("real")
@ExtendWith(ApiServerExtension.class)
class CrdRulesTest {
  private static final String NAMESPACE = "crd-rules";
  private static final List<String> KINDS =
      List.of(
          "clusters",
          "healthgates",
          "machineconfigrevisions",
          "machineconfigs",
          "machinepools",
          "machines",
          "maintenancewindows",
          "osupgrades",
          "rollouts");

  private final KubernetesClient client;

  CrdRulesTest(KubernetesClient client) {
    this.client = client;
  }

  @BeforeAll
  static void installCrds(KubernetesClient client) throws IOException {
    for (String kind : KINDS) {
      Path file = Path.of("src/main/resources/META-INF/ijen/crds/" + kind + ".ijen.dev.yaml");
      var crd = client.resource(Files.readString(file));
      crd.serverSideApply();
      client
          .resources(CustomResourceDefinition.class)
          .withName(kind + ".ijen.dev")
          .waitUntilCondition(CrdRulesTest::established, 30, TimeUnit.SECONDS);
    }
    var namespace = new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata();
    client.resource(namespace.build()).create();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no content            | MachineConfig | {}                                                        | exactly one of config, documents and secretRef must be set
          two contents          | MachineConfig | {config: {machine: {}}, documents: 'a: b'}                | exactly one of config, documents and secretRef must be set
          weight above 1000     | MachineConfig | {weight: 1001, documents: 'a: b'}                         | should be less than or equal to 1000
          unknown scope         | MachineConfig | {scope: Rack, documents: 'a: b'}                          | supported values: "Cluster", "Machine", "Pool"
          pool without a name   | MachineConfig | {scope: Pool, documents: 'a: b'}                          | pools must be set for scope Pool and for no other
          pools of no pool      | MachineConfig | {pools: [a], documents: 'a: b'}                           | pools must be set for scope Pool and for no other
          scope without labels  | MachineConfig | {scope: Machine, documents: 'a: b'}                       | scope Machine needs a selector
          secret without name   | MachineConfig | {secretRef: {}}                                           | spec.secretRef.name: Required value
          no address            | Machine       | {addresses: [], configSecretRef: {name: a}, credentialsSecretRef: {name: b}}           | should have at least 1 items
          address is a URL      | Machine       | {addresses: ['https://a'], configSecretRef: {name: a}, credentialsSecretRef: {name: b}} | addresses must be host or host:port
          no budget             | Cluster       | {budget: {maxDisrupted: 0}}                               | maxDisrupted must be a number of at least 1 or a percentage
          budget of 0%          | MachinePool   | {selector: {}, rollout: {maxUnavailable: 0%}}             | maxUnavailable must be a number of at least 1 or a percentage
          confirmed too late    | MachinePool   | {selector: {}, rollout: {confirmWithin: 5m}}              | confirmWithin must be at least deadlines.verify
          canary without soak   | MachinePool   | {selector: {}, rollout: {canary: {count: 1}}}             | spec.rollout.canary.soak: Required value
          not a duration        | MachinePool   | {selector: {}, rollout: {betweenMachines: 1day}}          | spec.rollout.betweenMachines
          upgrade of nobody     | OSUpgrade     | {target: {image: a}, pools: []}                           | should have at least 1 items
          upgrade to nothing    | OSUpgrade     | {target: {}, pools: [a]}                                  | spec.target.image: Required value
          check of nothing      | HealthGate    | {checks: [{name: a}]}                                     | exactly one of cel, nodeServices, nodes, pdb, prometheus and http must be set
          two checks of a name  | HealthGate    | {checks: [{name: a, pdb: {}}, {name: a, pdb: {}}]}        | Duplicate value
          short window          | MaintenanceWindow | {schedules: [{cron: '0 1 * * *', duration: 5m}]}      | duration must be at least 10m
          cron of four fields   | MaintenanceWindow | {schedules: [{cron: '0 1 * *', duration: 1h}]}        | spec.schedules[0].cron
          no credentials        | Machine       | {addresses: [a], configSecretRef: {name: a}}              | spec.credentialsSecretRef: Required value
          """)
  void refuses(String name, String kind, String spec, String reason) {
    assertThatThrownBy(() -> create(kind, "refused", spec))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(422))
        .hasMessageContaining(reason);
  }

  @Test
  void refusesAnObjectWithoutSpec() {
    String yaml = "apiVersion: ijen.dev/v1alpha1\nkind: MachineConfig\nmetadata: {name: empty}\n";
    assertThatThrownBy(() -> client.resource(yaml).inNamespace(NAMESPACE).create())
        .hasMessageContaining("spec: Required value");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host    | [node-1]
          v4      | ['10.5.0.2', '10.5.0.3:50000']
          v6      | ['[fd00::2]', '[fd00::2]:50000']
          """)
  void takesAddresses(String name, String addresses) {
    String secrets = "configSecretRef: {name: a}, credentialsSecretRef: {name: b}";
    create("Machine", name, "{addresses: " + addresses + ", " + secrets + "}");
    Machine machine = client.resources(Machine.class).inNamespace(NAMESPACE).withName(name).get();
    assertThat(machine.getSpec().configSecretRef())
        .isEqualTo(new ConfigSecretRef("a", "machineconfig"));
    assertThat(machine.getSpec().credentialsSecretRef())
        .isEqualTo(new CredentialsSecretRef("b", "talosconfig"));
  }

  @Test
  void keepsTheStructureOfAnyFragmentAndFillsInDefaults() {
    create("MachineConfig", "kept", "{config: {machine: {sysctls: {a.b: '1'}, list: [1, x]}}}");
    MachineConfigSpec spec =
        client
            .resources(MachineConfig.class)
            .inNamespace(NAMESPACE)
            .withName("kept")
            .get()
            .getSpec();
    assertThat(Objects.requireNonNull(spec.config()).toString())
        .isEqualTo("{\"machine\":{\"list\":[1,\"x\"],\"sysctls\":{\"a.b\":\"1\"}}}");
    assertThat(spec)
        .extracting(MachineConfigSpec::scope, MachineConfigSpec::weight, MachineConfigSpec::enabled)
        .containsExactly(Scope.CLUSTER, 500, true);
  }

  @Test
  void fillsInAWholeStrategy() {
    create("MachinePool", "defaults", "{selector: {matchLabels: {a: b}}}");
    MachinePool pool =
        client.resources(MachinePool.class).inNamespace(NAMESPACE).withName("defaults").get();
    assertThat(pool.getSpec().rollout()).isEqualTo(Strategy.DEFAULT);
    assertThat(pool.getSpec().driftPolicy()).isEqualTo(MachinePoolSpec.DriftPolicy.REPORT);
  }

  @Test
  void neverTakesANewPlanOrBackACancel() {
    String plan = "kind: OS, pool: a, strategy: {}, waves: []";
    create("Rollout", "fixed", "{" + plan + ", target: {digest: a}}");
    var rollout = client.resources(Rollout.class).inNamespace(NAMESPACE).withName("fixed");
    assertThatThrownBy(() -> merge(rollout, "{\"spec\":{\"target\":{\"digest\":\"b\"}}}"))
        .hasMessageContaining("a plan is never changed");
    merge(rollout, "{\"spec\":{\"cancel\":true}}");
    assertThatThrownBy(() -> merge(rollout, "{\"spec\":{\"cancel\":false}}"))
        .hasMessageContaining("a cancelled rollout stays cancelled");
  }

  private static void merge(Resource<Rollout> rollout, String patch) {
    rollout.patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  @Test
  void mergesConditionsOfDifferentOwnersByType() {
    create("MachineConfig", "owned", "{documents: 'a: b'}");
    apply("owned", "Ready", "one");
    apply("owned", "Valid", "two");
    assertThat(
            client
                .resources(MachineConfig.class)
                .inNamespace(NAMESPACE)
                .withName("owned")
                .get()
                .getStatus()
                .conditions())
        .extracting(Condition::type)
        .containsExactlyInAnyOrder("Ready", "Valid");
  }

  private void apply(String name, String type, String manager) {
    String yaml =
        """
        apiVersion: ijen.dev/v1alpha1
        kind: MachineConfig
        metadata: {name: %s, namespace: %s}
        status:
          conditions:
          - {type: %s, status: "True", reason: Test, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
        """
            .formatted(name, NAMESPACE, type);
    var resource = client.resource(yaml).inNamespace(NAMESPACE);
    resource
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .build());
  }

  private HasMetadata create(String kind, String name, String spec) {
    String yaml =
        "apiVersion: ijen.dev/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec: %s\n"
            .formatted(kind, name, spec);
    GenericKubernetesResource object =
        client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    return client.resource(object).inNamespace(NAMESPACE).create();
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
