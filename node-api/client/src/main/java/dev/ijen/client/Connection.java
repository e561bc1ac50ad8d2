package dev.ijen.client;

import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.pki.PkiException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where to connect, and as whom.
 *
 * @param endpoints at least one; calls go round over those that answer
 * @param credentials how both sides prove who they are
 * @param cluster sent along for proxies in front of several clusters; nodes do not read it
 * @param deadline the longest a call with one answer may take; streams have none
 */
public record Connection(
    List<Endpoint> endpoints,
    Credentials credentials,
    Optional<String> cluster,
    Duration deadline) {
  /** Long enough for a node that is busy booting, short enough for a person who waits. */
  public static final Duration DEADLINE = Duration.ofSeconds(30);

  public Connection {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no endpoint to connect to");
    }
  }

  /**
   * What a context of a talosconfig says.
   *
   * @throws InvalidCredentials naming what does not parse: an endpoint, the authority, the client's
   *     certificate or key
   */
  public static Connection of(TalosContext context) throws InvalidCredentials {
    Object cluster = context.extra().getOrDefault("cluster", "");
    try {
      return new Connection(
          context.endpoints().stream().map(Endpoint::parse).toList(),
          Credentials.Mutual.parse(context.authority(), context.client()),
          Optional.of(cluster.toString()).filter(name -> !name.isEmpty()),
          DEADLINE);
    } catch (PkiException | IllegalArgumentException e) {
      throw new InvalidCredentials("context of the client config: " + e.getMessage(), e);
    }
  }

  /** A connection with mutual TLS and the usual deadline. */
  public static Connection mutual(List<Endpoint> endpoints, Credentials.Mutual credentials) {
    return new Connection(endpoints, credentials, Optional.empty(), DEADLINE);
  }

  /** A connection to one node in maintenance mode. */
  public static Connection insecure(Endpoint node, Credentials.Insecure credentials) {
    return new Connection(List.of(node), credentials, Optional.empty(), DEADLINE);
  }

  /** The same for another cluster behind the same proxy. */
  public Connection withCluster(String name) {
    return new Connection(endpoints, credentials, Optional.of(name), deadline);
  }

  /** The same with another deadline. */
  public Connection withDeadline(Duration longest) {
    return new Connection(endpoints, credentials, cluster, longest);
  }
}
