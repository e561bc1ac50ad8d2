package dev.ijen.ctl;

import dev.ijen.client.Connection;
import dev.ijen.client.Credentials;
import dev.ijen.client.Endpoint;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a command goes: the context of the client config, corrected by the options.
 *
 * @param connection endpoints and credentials
 * @param nodes what the endpoints forward to; at least one
 */
record Target(Connection connection, List<String> nodes) {
  static Target of(Root root) throws UsageException, InvalidCredentials, IOException {
    TalosContext context = ClientConfig.load(root.talosconfig()).context(root.context());
    List<String> nodes = root.nodes().isEmpty() ? context.nodes() : root.nodes();
    if (nodes.isEmpty()) {
      throw new UsageException(
          "no node to call: give --nodes, or set them with: ijenctl config node ADDRESS");
    }
    List<String> endpoints = root.endpoints().isEmpty() ? context.endpoints() : root.endpoints();
    if (endpoints.isEmpty()) {
      throw new UsageException(
          "no endpoint to connect to: give --endpoints, or set them with: ijenctl config endpoint"
              + " ADDRESS");
    }
    var connection =
        new Connection(
            parse(endpoints), credentials(context), cluster(root, context), Connection.DEADLINE);
    return new Target(connection, nodes);
  }

  private static List<Endpoint> parse(List<String> texts) throws UsageException {
    var endpoints = new ArrayList<Endpoint>();
    for (String text : texts) {
      endpoints.add(Session.endpoint(text));
    }
    return endpoints;
  }

  private static Credentials credentials(TalosContext context)
      throws UsageException, InvalidCredentials {
    try {
      return Credentials.Mutual.parse(context.authority(), context.client());
    } catch (PkiException e) {
      throw new UsageException("the context's ca, crt or key: " + e.getMessage(), e);
    }
  }

  private static Optional<String> cluster(Root root, TalosContext context) {
    Object named = context.extra().getOrDefault("cluster", "");
    String cluster = root.cluster().isEmpty() ? named.toString() : root.cluster();
    return Optional.of(cluster).filter(text -> !text.isEmpty());
  }
}
