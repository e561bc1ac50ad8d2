package dev.ijen.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What each kind of check can look at, in a state in which it fails, until it is opened: objects of
 * a real API server, and a server that answers as Prometheus does.
 */
final class GatedWorld implements AutoCloseable {
  private final KubernetesClient client;
  private final String namespace;
  private final HttpServer server;
  private volatile boolean open;

  GatedWorld(FleetNamespace fleet) throws IOException {
    client = fleet.client();
    namespace = fleet.name();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/query", this::query);
    server.createContext("/ready", exchange -> answer(exchange, open ? 200 : 503, ""));
    server.start();
    configMap();
    node();
    budget();
  }

  /** A gate with one check of each kind. */
  String gate(String name) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return
"""
kind: HealthGate
metadata: {name: %s}
spec:
  interval: 1s
  stableFor: 1s
  checks:
  - name: cel
    cel: {apiVersion: v1, kind: ConfigMap, namespace: %s, name: switch, expression: "self.data.open == 'yes'"}
  - {name: nodeServices, nodeServices: {require: [kubelet]}}
  - {name: nodes, nodes: {}}
  - {name: pdb, pdb: {namespace: %s}}
  - {name: prometheus, prometheus: {url: '%s', query: 'sum(x)', op: '<', value: '5'}}
  - {name: http, http: {url: '%s/ready'}}
"""
        .formatted(name, namespace, namespace, url, url);
  }

  /** From now on everything passes. */
  void open() {
    open = true;
    configMap();
    node();
    budget();
  }

  private void configMap() {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("switch")
                .withNamespace(namespace)
                .endMetadata()
                .withData(Map.of("open", open ? "yes" : "no"))
                .build())
        .serverSideApply();
  }

  private void node() {
    var node =
        new NodeBuilder()
            .withNewMetadata()
            .withName("node-1")
            .endMetadata()
            .withNewStatus()
            .addNewCondition()
            .withType("Ready")
            .withStatus(open ? "True" : "False")
            .endCondition()
            .endStatus()
            .build();
    client.resource(node).serverSideApply();
    client.resource(node).updateStatus();
  }

  private void budget() {
    var budget =
        new PodDisruptionBudgetBuilder()
            .withNewMetadata()
            .withName("budget")
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withNewMinAvailable(1)
            .withNewSelector()
            .addToMatchLabels("app", "a")
            .endSelector()
            .endSpec()
            .build();
    client.resource(budget).serverSideApply();
    var status = new PodDisruptionBudgetStatus();
    status.setExpectedPods(1);
    status.setCurrentHealthy(open ? 2 : 1);
    status.setDesiredHealthy(1);
    status.setDisruptionsAllowed(open ? 1 : 0);
    budget.setStatus(status);
    client.resource(budget).updateStatus();
  }

  private void query(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"status": "success", "data": {"resultType": "vector", "result": [
          {"metric": {}, "value": [1767225600.0, "%s"]}]}}
        """
            .formatted(open ? "3" : "7"));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    client.nodes().withName("node-1").delete();
  }
}
