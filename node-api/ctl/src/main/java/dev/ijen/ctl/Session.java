package dev.ijen.ctl;

import dev.ijen.client.Connection;
import dev.ijen.client.Credentials;
import dev.ijen.client.Endpoint;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.client.NodeResult;
import dev.ijen.client.Parallel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The clients of one run of the program and the nodes that it is about. */
final class Session implements AutoCloseable {
  private final List<String> nodes;
  private final List<NodeClient> clients;
  private final Parallel.Locator locator;

  private Session(List<String> nodes, List<NodeClient> clients, Parallel.Locator locator) {
    this.nodes = List.copyOf(nodes);
    this.clients = List.copyOf(clients);
    this.locator = locator;
  }

  /** Mutual TLS to the endpoints of a context, which forward to the nodes. */
  static Session secure(Root root) throws NodeCallException, UsageException, IOException {
    Target target = Target.of(root);
    NodeClient client = NodeClient.connect(target.connection(), root.shell().clock());
    return new Session(target.nodes(), List.of(client), client::node);
  }

  /** No client certificate: each node is called at its own address. */
  static Session insecure(Root root, InsecureOptions options)
      throws NodeCallException, UsageException {
    if (root.nodes().isEmpty()) {
      throw new UsageException("--insecure needs the address of the node: --nodes ADDRESS");
    }
    var credentials = new Credentials.Insecure(Set.copyOf(options.fingerprints()));
    Map<String, NodeClient> clients = new LinkedHashMap<>();
    for (String node : root.nodes()) {
      Connection connection = Connection.insecure(endpoint(node), credentials);
      clients.put(node, NodeClient.connect(connection, root.shell().clock()));
    }
    return new Session(
        root.nodes(),
        List.copyOf(clients.values()),
        node -> Objects.requireNonNull(clients.get(node)).endpoint());
  }

  /** Insecure when the user said so, else with the context's certificate. */
  static Session either(Root root, InsecureOptions options)
      throws NodeCallException, UsageException, IOException {
    return options.insecure() ? insecure(root, options) : secure(root);
  }

  static Endpoint endpoint(String text) throws UsageException {
    try {
      return Endpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("endpoint " + text + ": " + e.getMessage(), e);
    }
  }

  /** The nodes of this run, at least one. */
  List<String> nodes() {
    return nodes;
  }

  <T> List<NodeResult<T>> each(Parallel.Task<T> task) throws InterruptedException {
    return Parallel.each(nodes, locator, task);
  }

  @Override
  public void close() {
    clients.forEach(NodeClient::close);
  }
}
