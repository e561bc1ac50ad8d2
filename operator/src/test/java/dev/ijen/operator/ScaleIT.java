package dev.ijen.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Cluster;
import dev.ijen.crds.testing.ApiServer;
import dev.ijen.crds.testing.ApiServerExtension;
import dev.ijen.operator.sim.LiveMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One operator with 512 MiB of heap and many machines: what it costs at rest, and what a change of
 * the config of all costs under a budget of ten percent. {@code -Dijen.scale.machines=10,100,1000}
 * says how many; {@code -Dijen.scale.rest=300} for how many seconds rest is watched, which should
 * be longer than a poll of all nodes, four minutes.
 */
@Tag("long")
@ExtendWith(ApiServerExtension.class)
class ScaleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration REST = Duration.ofSeconds(Long.getLong("ijen.scale.rest", 300));
  private static final double MAX_CORES_AT_REST = 0.05;

  private final ApiServer server;

  ScaleIT(ApiServer server) {
    this.server = server;
  }

  @BeforeAll
  static void installCrds(ApiServer server) throws Exception {
    Crds.install(server.client());
  }

  static Stream<Integer> sizes() {
    String sizes = System.getProperty("ijen.scale.machines", "10,100,1000");
    return Stream.of(sizes.split(",", -1)).map(Integer::valueOf);
  }

  @ParameterizedTest(name = "{0} machines")
  @MethodSource("sizes")
  void restIsCheapAndAChangeReachesAll(int size) throws Exception {
    try (var fleet = new FleetNamespace(server, "scale-" + size)) {
      begin(fleet, size);
      await(fleet, size, cluster(fleet));

      Cost before = Cost.of(server, fleet.operator());
      LockSupport.parkNanos(REST.toNanos());
      Cost rest = Cost.of(server, fleet.operator()).minus(before);
      report(size, "rest", rest);
      assertThat(rest.statusWrites()).as("status writes at rest").isZero();
      assertThat(rest.cores()).as("cores at rest").isLessThan(MAX_CORES_AT_REST);

      before = Cost.of(server, fleet.operator());
      fleet.create(
          """
          kind: MachineConfig
          metadata: {name: one}
          spec: {config: {machine: {sysctls: {a: '1'}}}}
          """);
      await(fleet, size, fleet.cluster().rendered("machine: {sysctls: {a: '1'}}").hash());
      report(size, "config of all", Cost.of(server, fleet.operator()).minus(before));
    }
  }

  private static void begin(FleetNamespace fleet, int size) throws Exception {
    fleet.patch(Cluster.class, "local", "{\"spec\":{\"budget\":{\"maxDisrupted\":\"10%\"}}}");
    fleet.create(
        """
        kind: MachinePool
        metadata: {name: nodes}
        spec:
          selector: {matchLabels: {pool: nodes}}
          rollout: {maxUnavailable: 10%}
        """);
    for (int i = 1; i <= size; i++) {
      fleet.addMachine("node-%04d".formatted(i), "nodes");
    }
    fleet.restart("512m", Map.of("IJEN_WATCHED_POLL", "PT4M"));
  }

  private static String cluster(FleetNamespace fleet) throws Exception {
    return fleet.cluster().rendered().hash();
  }

  /** Waits without asking the API server: what it is asked is counted. */
  private static void await(FleetNamespace fleet, int size, String config) throws Exception {
    fleet.await(
        "all have config " + config,
        PATIENCE,
        Duration.ofSeconds(2),
        () ->
            fleet.machines().stream().map(LiveMachine::config).allMatch(config::equals)
                && fleet.meter("ijen_machines", Map.of("phase", "Running")) == size
                && fleet.meter("ijen_machines_outdated", Map.of()) == 0
                && fleet.meter("ijen_rollouts", Map.of()) == 0
                && fleet.meter("ijen_grants", Map.of()) == 0);
  }

  /** Appends to {@code target/scale.txt}, from where the figures in the documents are. */
  private static void report(int size, String what, Cost cost) throws IOException {
    Files.writeString(
        Path.of("target/scale.txt"),
        "%d machines, %s: %s%n".formatted(size, what, cost.perMachine(size)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
