package dev.ijen.operator;

import dev.ijen.crds.testing.ApiServer;
import dev.ijen.operator.metrics.Exposition;
import dev.ijen.operator.sim.LiveMachine;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A namespace of a real API server with a Cluster, simulated machines behind real mutual TLS, and
 * the packaged operator.
 */
final class FleetNamespace implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ApiServer server;
  private final KubernetesClient client;
  private final String name;
  private final TestCluster cluster = new TestCluster();
  private final List<LiveMachine> machines = new ArrayList<>();
  private OperatorProcess operator;

  /** Makes the namespace with its secrets and a Cluster. */
  FleetNamespace(ApiServer server, String name) throws Exception {
    this.server = server;
    this.client = server.client();
    this.name = name;
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    secret("base", "machineconfig", cluster.baseConfig());
    secret("admin", "talosconfig", cluster.talosconfig());
    create("kind: Cluster\nmetadata: {name: local}\nspec: {}");
  }

  TestCluster cluster() {
    return cluster;
  }

  /** Starts a machine that runs the base config and makes its Machine. */
  LiveMachine addMachine(String machine, String pool) throws Exception {
    return addMachine(machine, machine, pool);
  }

  /** Starts a machine that gives itself another name. */
  LiveMachine addMachine(String machine, String hostname, String pool) throws Exception {
    var live = new LiveMachine(cluster, hostname, cluster.rendered().hash());
    machines.add(live);
    create(
        """
        kind: Machine
        metadata: {name: %s, labels: {pool: %s}}
        spec:
          addresses: ['%s']
          configSecretRef: {name: base}
          credentialsSecretRef: {name: admin}
        """
            .formatted(machine, pool, live.address()));
    return live;
  }

  List<LiveMachine> machines() {
    return List.copyOf(machines);
  }

  /** Starts the operator, or kills it and starts it again. */
  void restart() throws Exception {
    restart("128m", Map.of());
  }

  /** The same with another size of heap and other variables. */
  void restart(String heap, Map<String, String> variables) throws Exception {
    if (operator != null) {
      operator.close();
    }
    operator = OperatorProcess.start(server.kubeconfig(), name, server.dir(), heap, variables);
    await("operator is ready", () -> operator.probe("ready") == 200);
  }

  OperatorProcess operator() {
    return operator;
  }

  void create(String yaml) {
    GenericKubernetesResource object =
        client
            .getKubernetesSerialization()
            .unmarshal("apiVersion: ijen.dev/v1alpha1\n" + yaml, GenericKubernetesResource.class);
    client.resource(object).inNamespace(name).create();
  }

  KubernetesClient client() {
    return client;
  }

  String name() {
    return name;
  }

  <R extends CustomResource<?, ?>> Resource<R> resource(Class<R> kind, String object) {
    return client.resources(kind).inNamespace(name).withName(object);
  }

  <R extends CustomResource<?, ?>> R get(Class<R> kind, String object) {
    return resource(kind, object).get();
  }

  <R extends CustomResource<?, ?>> List<R> list(Class<R> kind) {
    return client.resources(kind).inNamespace(name).list().getItems();
  }

  /** Changes a spec by a merge patch. */
  void patch(Class<? extends CustomResource<?, ?>> kind, String object, String json) {
    resource(kind, object).patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Changes a status by a merge patch. */
  void patchStatus(Class<? extends CustomResource<?, ?>> kind, String object, String json) {
    resource(kind, object).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  void secret(String secret, String key, String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(secret)
                .withNamespace(name)
                .endMetadata()
                .addToStringData(key, value)
                .build())
        .create();
  }

  /** The sum of the samples with these labels; NaN when there is none. */
  double meter(String meter, Map<String, String> labels) throws Exception {
    return Exposition.parse(operator.metrics()).stream()
        .filter(sample -> sample.name().equals(meter))
        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Exposition.Sample::value)
        .reduce(Double::sum)
        .orElse(Double.NaN);
  }

  /** Polls a state; where something is not there yet it does not hold. */
  void await(String what, Callable<Boolean> state) throws Exception {
    await(what, PATIENCE, Duration.ofMillis(100), state);
  }

  /** The same with another patience and another pause between two looks. */
  void await(String what, Duration patience, Duration pause, Callable<Boolean> state)
      throws Exception {
    Instant end = Instant.now().plus(patience);
    while (!holds(state)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "not within %s: %s%n%s%n%s".formatted(patience, what, statuses(), operator.log()));
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private static boolean holds(Callable<Boolean> state) throws Exception {
    try {
      return state.call();
    } catch (NullPointerException _) { // no status yet
      return false;
    }
  }

  /** Everything that a person could look at, for secrets that must not be in it. */
  String everything() throws IOException {
    return statuses() + operator.log() + client.v1().events().inNamespace(name).list();
  }

  private String statuses() {
    return Crds.kinds().stream()
        .flatMap(
            kind ->
                client
                    .genericKubernetesResources("ijen.dev/v1alpha1", kind)
                    .inNamespace(name)
                    .list()
                    .getItems()
                    .stream())
        .map(
            object ->
                "%s %s: %s"
                    .formatted(
                        object.getKind(),
                        object.getMetadata().getName(),
                        object.getAdditionalProperties()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    if (operator != null) {
      operator.close();
    }
    machines.forEach(LiveMachine::close);
  }
}
