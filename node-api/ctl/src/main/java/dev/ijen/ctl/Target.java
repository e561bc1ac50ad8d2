package dev.ijen.ctl;

import dev.ijen.client.Connection;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.config.talosconfig.TalosContext;
import java.io.IOException;
import java.util.List;

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
    Connection connection = Connection.of(context.withEndpoints(endpoints));
    return new Target(
        root.cluster().isEmpty() ? connection : connection.withCluster(root.cluster()), nodes);
  }
}
