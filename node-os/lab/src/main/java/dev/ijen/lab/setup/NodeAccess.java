package dev.ijen.lab.setup;

import dev.ijen.api.common.Data;
import dev.ijen.client.ApplyRequest;
import dev.ijen.client.Connection;
import dev.ijen.client.Credentials;
import dev.ijen.client.Endpoint;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.client.NodeStream;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.process.Await;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The node API of one node, before and after it has a config. */
public final class NodeAccess {
  private static final Duration CALL = Duration.ofSeconds(20);

  private final Node node;
  private final Fleet fleet;
  private final Endpoint endpoint;

  /** Gives access to a node as the fleet's administrator. */
  public NodeAccess(Node node, Fleet fleet) {
    this(node, fleet, node.address());
  }

  private NodeAccess(Node node, Fleet fleet, String address) {
    this.node = node;
    this.fleet = fleet;
    this.endpoint = new Endpoint(address, node.port());
  }

  /** Access to the same node under an address that the lab did not give it. */
  public NodeAccess at(String address) {
    return new NodeAccess(node, fleet, address);
  }

  /**
   * Brings a node that is in maintenance mode, or configured already, to a working API with mutual
   * TLS.
   *
   * @param limit time for each of the two waits
   * @return whether the config was applied now
   * @throws IOException with the node's console, when a wait is in vain or the config is refused
   */
  public boolean configure(Duration limit) throws IOException, InterruptedException {
    node.awaitApi(limit);
    boolean fresh = !answersAdministrator();
    if (fresh) {
      apply();
    }
    awaitConfigured(limit);
    return fresh;
  }

  /** Waits until the node answers the administrator. */
  public void awaitConfigured(Duration limit) throws IOException, InterruptedException {
    Await.until(
        "node %s answers with mutual TLS on %s".formatted(node.name(), endpoint),
        limit,
        this::answersAdministrator,
        () -> "end of its console:\n" + node.consoleEnd());
  }

  /** A client with the administrator's certificate; the caller closes it. */
  public NodeClient connect() throws IOException {
    try {
      return connect(fleet.administrator().client());
    } catch (PkiException e) {
      throw new IOException("read credentials of " + fleet.talosconfigFile(), e);
    }
  }

  /** A client with another certificate of the fleet; the caller closes it. */
  public NodeClient connect(PemKeyPair client) throws IOException {
    try {
      var credentials = Credentials.Mutual.parse(fleet.administrator().authority(), client);
      return NodeClient.connect(
          Connection.mutual(List.of(endpoint), credentials).withDeadline(CALL), Clock.systemUTC());
    } catch (PkiException | InvalidCredentials e) {
      throw new IOException("read credentials of " + fleet.talosconfigFile(), e);
    }
  }

  /**
   * Reads a file of the node.
   *
   * @throws NodeCallException when the node does not answer or has no such file
   */
  public String read(String path) throws NodeCallException, IOException, InterruptedException {
    var text = new StringBuilder();
    try (NodeClient client = connect();
        NodeStream<Data> stream = client.endpoint().read(path)) {
      for (Data data : stream.toList()) {
        text.append(data.getBytes().toString(StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  private boolean answersAdministrator() throws IOException {
    try (NodeClient client = connect()) {
      client.endpoint().version();
      return true;
    } catch (InvalidCredentials e) {
      throw new IOException("use credentials of " + fleet.talosconfigFile(), e);
    } catch (NodeCallException _) {
      return false; // still in maintenance mode, or restarting
    }
  }

  private void apply() throws IOException {
    try (NodeClient client = Maintenance.connect(node)) {
      client.endpoint().applyConfiguration(ApplyRequest.auto(fleet.config()));
    } catch (NodeCallException e) {
      throw new IOException(
          "apply the config to %s: %s%nend of its console:%n%s"
              .formatted(node.name(), e.getMessage(), node.consoleEnd()),
          e);
    }
  }
}
