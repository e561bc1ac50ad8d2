package dev.ijen.client;

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

  /** A connection with mutual TLS and the usual deadline. */
  public static Connection mutual(List<Endpoint> endpoints, Credentials.Mutual credentials) {
    return new Connection(endpoints, credentials, Optional.empty(), DEADLINE);
  }

  /** A connection to one node in maintenance mode. */
  public static Connection insecure(Endpoint node, Credentials.Insecure credentials) {
    return new Connection(List.of(node), credentials, Optional.empty(), DEADLINE);
  }

  /** The same with another deadline. */
  public Connection withDeadline(Duration longest) {
    return new Connection(endpoints, credentials, cluster, longest);
  }
}
