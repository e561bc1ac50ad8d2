package dev.ijen.operator.node;

import dev.ijen.api.machine.ApplyConfigurationRequest.Mode;
import dev.ijen.client.ApplyRequest;
import dev.ijen.client.Connection;
import dev.ijen.client.Credentials;
import dev.ijen.client.Endpoint;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeClient;
import dev.ijen.client.NodeRefused;
import dev.ijen.client.NodeUnreachable;
import dev.ijen.operator.Settings;
import io.grpc.Status;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reaches nodes over their gRPC API with mutual TLS. Connections live for one call, so that idle
 * nodes cost nothing.
 */
@Singleton
public final class GrpcNodes implements Nodes {
  private static final String NAMESPACE = "config";
  private static final String TYPE = "MachineConfigs.config.talos.dev";
  private static final String ACTIVE = "v1alpha1";

  @FunctionalInterface
  private interface Call<T> {
    T on(NodeCalls node) throws NodeCallException, InterruptedException;
  }

  private final Duration deadline;
  private final Clock clock;

  @Inject
  GrpcNodes(Settings settings) {
    this(settings.deadline(), Clock.systemUTC());
  }

  GrpcNodes(Duration deadline, Clock clock) {
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public Observation observe(List<String> addresses, String talosconfig)
      throws InterruptedException {
    Credentials.Mutual credentials;
    try {
      credentials = AdminCredentials.of(talosconfig);
    } catch (UnusableTalosconfig e) {
      return new Observation.Denied(message(e));
    }
    var reasons = new ArrayList<String>();
    for (String address : addresses) {
      try {
        return call(address, credentials, node -> look(address, node));
      } catch (NodeUnreachable e) {
        reasons.add(message(e));
      } catch (NodeCallException e) { // refused by the node, or unusable before the call
        return new Observation.Denied(message(e));
      }
    }
    return new Observation.Silent(String.join("; ", reasons));
  }

  @Override
  public Delivery apply(String address, String talosconfig, String config)
      throws InterruptedException {
    var request = new ApplyRequest(config, Mode.NO_REBOOT, false, Duration.ZERO);
    try {
      var credentials = AdminCredentials.of(talosconfig);
      call(address, credentials, node -> node.applyConfiguration(request));
      return new Delivery.Taken();
    } catch (NodeRefused e) {
      return new Delivery.Refused(e.reason());
    } catch (NodeCallException e) {
      return new Delivery.Lost(message(e));
    } catch (UnusableTalosconfig e) {
      return new Delivery.Lost(message(e));
    }
  }

  private static Observation look(String address, NodeCalls node) throws NodeCallException {
    String version = node.version().getVersion().getTag();
    return new Observation.Seen(address, node.hostname(), version, configHash(node));
  }

  private static Optional<String> configHash(NodeCalls node) throws NodeCallException {
    try {
      return Configs.hash(node.resources().get(NAMESPACE, TYPE, ACTIVE).getSpec());
    } catch (NodeRefused e) {
      if (e.code() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private <T> T call(String address, Credentials.Mutual credentials, Call<T> call)
      throws NodeCallException, InterruptedException {
    var connection =
        Connection.mutual(List.of(Endpoint.parse(address)), credentials).withDeadline(deadline);
    try (NodeClient client = NodeClient.connect(connection, clock)) {
      return call.on(client.endpoint());
    }
  }
}
