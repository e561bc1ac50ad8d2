package dev.ijen.lab.setup;

import dev.ijen.client.Connection;
import dev.ijen.client.Credentials;
import dev.ijen.client.Endpoint;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.lab.node.Node;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Access to a node that has no config yet: everybody may call the few methods that it serves. */
public final class Maintenance {
  private static final Duration CALL = Duration.ofSeconds(20);

  private Maintenance() {}

  /** A client without a certificate, for which any certificate of the node will do. */
  public static NodeClient connect(Node node) throws InvalidCredentials {
    var endpoint = new Endpoint(node.address(), node.port());
    var credentials = new Credentials.Insecure(Set.of());
    return NodeClient.connect(
        Connection.insecure(endpoint, credentials).withDeadline(CALL), Clock.systemUTC());
  }

  /** Whether the node serves callers without a certificate, so that it can be given a config. */
  public static boolean isIn(Node node) throws InterruptedException {
    try (NodeClient client = connect(node)) {
      client.endpoint().version();
      return true;
    } catch (NodeCallException _) {
      return false;
    }
  }
}
