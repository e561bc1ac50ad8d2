package dev.ijen.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Rollout;
import dev.ijen.crds.testing.ApiServer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rollout commands against a real API server, with no operator behind it. */
@Tag("real")
class RolloutCommandTest {
  private static final String CRD = "/META-INF/ijen/crds/rollouts.ijen.dev.yaml";
  private static final String HALFWAY =
      """
      {"status": {"phase": "Rolling", "progress": "1/2", "failed": 0, "eta": "4m",
        "machines": [
          {"name": "m1", "step": "Done", "outcome": "Updated"},
          {"name": "m2", "step": "Verifying", "since": "2026-01-01T10:00:00Z"}],
        "waiting": {"reason": "MachinesBusy", "message": "m2 proves itself"}}}
      """;

  private static ApiServer server;
  private static KubernetesClient client;

  @TempDir private Path home;

  @BeforeAll
  static void install() throws Exception {
    server = ApiServer.start();
    client = server.client();
    try (InputStream crd =
        Objects.requireNonNull(Rollout.class.getResourceAsStream(CRD), "a resource of the CRDs")) {
      client.load(crd).serverSideApply();
    }
    client
        .resources(CustomResourceDefinition.class)
        .withName("rollouts.ijen.dev")
        .waitUntilCondition(RolloutCommandTest::established, 30, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void showsWhereARolloutStands() throws Exception {
    create("half");
    tell("half", HALFWAY);
    TestShell.Run one = run("rollout", "status", "half");
    assertThat(one.err()).isEmpty();
    assertThat(one.out())
        .contains("half: OS of pool nodes to 1.14.1")
        .contains("[###############...............] Rolling, 1/2 done, ETA 4m")
        .contains("m2 Verifying, for 5m")
        .contains("waits: MachinesBusy: m2 proves itself");
    assertThat(run("rollout", "status").out()).contains("half").contains("MachinesBusy");
    assertThat(run("rollout", "status", "half", "-o", "json").out())
        .contains("\"progress\": \"1/2\"")
        .doesNotContain("managedFields");
  }

  @Test
  void pausesResumesAndCancels() throws Exception {
    create("steered");
    assertThat(run("rollout", "pause", "steered").out()).isEqualTo("rollout steered is paused\n");
    assertThat(rollout("steered").get().getSpec().suspend()).isTrue();
    assertThat(run("rollout", "resume", "steered").code()).isZero();
    assertThat(rollout("steered").get().getSpec().suspend()).isFalse();
    assertThat(run("rollout", "cancel", "steered").code()).isZero();
    assertThat(rollout("steered").get().getSpec().cancel()).isTrue();
  }

  @Test
  void watchesUntilTheEndAndSaysByItsCodeHowItWas() throws Exception {
    create("good");
    tell("good", "{\"status\": {\"phase\": \"Succeeded\", \"progress\": \"2/2\"}}");
    assertThat(run("rollout", "watch", "good").code()).isZero();
    assertThat(run("rollout", "watch", "good").out()).contains("Succeeded, 2/2 done");
    assertThat(run("rollout", "pause", "good").err()).contains("rollout good has ended: Succeeded");
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThat(run("rollout", "status", "nobody").err())
        .contains("namespace default has no rollout nobody");
    TestShell.Run none =
        shell().run("rollout", "status", "--kubeconfig", home.resolve("none").toString());
    assertThat(none.err()).contains("none: cannot be read; give --kubeconfig or set KUBECONFIG");
    assertThat(none.code()).isNotZero();
  }

  private static void create(String name) {
    String yaml =
        """
        apiVersion: ijen.dev/v1alpha1
        kind: Rollout
        metadata: {name: %s, namespace: default}
        spec:
          kind: OS
          pool: nodes
          target: {version: 1.14.1}
          strategy: {}
          waves: [{name: all, machines: [m1, m2], soak: 0s}]
        """
            .formatted(name);
    client.resource(yaml).create();
  }

  private static void tell(String name, String status) {
    rollout(name).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), status);
  }

  private static Resource<Rollout> rollout(String name) {
    return client.resources(Rollout.class).inNamespace("default").withName(name);
  }

  private TestShell shell() {
    return new TestShell(home, Clock.fixed(Instant.parse("2026-01-01T10:05:00Z"), ZoneOffset.UTC));
  }

  private TestShell.Run run(String... args) throws Exception {
    var all = new ArrayList<String>(List.of(args));
    all.add("--kubeconfig");
    all.add(server.kubeconfig().toString());
    return shell().run(all.toArray(String[]::new));
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
