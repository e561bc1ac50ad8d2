package dev.ijen.client;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A connection to a cluster's node API. Endpoints forward calls to the nodes that the caller names.
 * For any thread; close it when done.
 */
public final class NodeClient implements AutoCloseable {
  private static final Metadata.Key<String> NODE = key("node");
  private static final Metadata.Key<String> CLUSTER = key("context");

  private final Connection connection;
  private final Clock clock;
  private final Transport transport;

  private NodeClient(Connection connection, Clock clock, Transport transport) {
    this.connection = connection;
    this.clock = clock;
    this.transport = transport;
  }

  /**
   * Prepares a client. The network is first used by the first call.
   *
   * @throws InvalidCredentials when certificate or key do not fit, or the certificate has expired
   */
  public static NodeClient connect(Connection connection, Clock clock) throws InvalidCredentials {
    connection.credentials().requireUsable(clock.instant());
    return new NodeClient(connection, clock, Transport.open(connection));
  }

  /**
   * Calls that an endpoint forwards to this node.
   *
   * @param node address or name as the endpoint knows it, without a port
   * @throws InvalidCredentials when the client certificate has expired meanwhile
   */
  public NodeCalls node(String node) throws InvalidCredentials {
    var headers = new Metadata();
    headers.put(NODE, node);
    return calls(node, headers);
  }

  /**
   * Calls that an endpoint serves itself.
   *
   * @throws InvalidCredentials when the client certificate has expired meanwhile
   */
  public NodeCalls endpoint() throws InvalidCredentials {
    String name =
        connection.endpoints().stream().map(Endpoint::toString).collect(Collectors.joining(","));
    return calls(name, new Metadata());
  }

  /** The channel to the endpoints, for services that {@link NodeCalls} does not know. */
  public Channel channel() {
    return transport.channel();
  }

  /** As {@link Parallel#each}, with the nodes behind this client's endpoints. */
  public <T> List<NodeResult<T>> each(List<String> nodes, Parallel.Task<T> task)
      throws InterruptedException {
    return Parallel.each(nodes, this::node, task);
  }

  @Override
  public void close() {
    transport.close();
  }

  private NodeCalls calls(String name, Metadata headers) throws InvalidCredentials {
    connection.credentials().requireUsable(clock.instant());
    connection.cluster().ifPresent(cluster -> headers.put(CLUSTER, cluster));
    Channel channel =
        ClientInterceptors.intercept(
            transport.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
    return new NodeCalls(name, channel, connection.deadline());
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
