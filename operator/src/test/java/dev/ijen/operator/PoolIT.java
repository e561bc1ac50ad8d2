package dev.ijen.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Machine;
import dev.ijen.crds.testing.ApiServer;
import dev.ijen.crds.testing.ApiServerExtension;
import java.io.IOException;
import java.util.Locale;
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
    pool("");
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

  private long refusals() throws IOException {
    return fleet.operator().log().lines().filter(line -> line.contains("refused a status")).count();
  }

  private String version(String machine) {
    return fleet.get(Machine.class, machine).getMetadata().getResourceVersion();
  }

  private void pool(String more) {
    fleet.create(
        """
        kind: MachinePool
        metadata: {name: nodes}
        spec:
          selector: {matchLabels: {pool: nodes}}
        %s
        """
            .formatted(more.indent(2)));
  }

  private Condition ready(String machine) {
    return fleet.get(Machine.class, machine).getStatus().conditions().stream()
        .filter(condition -> condition.type().equals("Ready"))
        .findFirst()
        .orElseThrow();
  }
}
