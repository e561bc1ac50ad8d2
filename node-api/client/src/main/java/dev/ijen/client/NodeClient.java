package dev.ijen.client;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A connection to a cluster's node API. Endpoints forward calls to the nodes that the caller names.
 * For any thread; close it when done.
 */
public final class NodeClient implements AutoCloseable {
  private static final Metadata.Key<String> NODE = key("node");
  private static final Metadata.Key<String> CLUSTER = key("context");

  /** Work against one node. */
  @FunctionalInterface
  public interface Task<T> {
    /** Does the work. */
    T run(NodeCalls node) throws NodeCallException, InterruptedException;
  }

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

  /**
   * Does the same on each node, at the same time. A node that fails does not stop the others.
   *
   * @return one result per node, in the order of the nodes
   */
  public <T> List<NodeResult<T>> each(List<String> nodes, Task<T> task)
      throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<NodeResult<T>>>();
      for (String node : nodes) {
        running.add(executor.submit(() -> one(node, task)));
      }
      return collect(running);
    }
  }

  @Override
  public void close() {
    transport.close();
  }

  private <T> NodeResult<T> one(String node, Task<T> task) throws InterruptedException {
    try {
      return new NodeResult.Answer<>(node, task.run(node(node)));
    } catch (NodeCallException e) {
      return new NodeResult.Failure<>(node, e);
    }
  }

  private static <T> List<NodeResult<T>> collect(List<Future<NodeResult<T>>> running)
      throws InterruptedException {
    var results = new ArrayList<NodeResult<T>>();
    try {
      for (Future<NodeResult<T>> future : running) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("call to a node", e.getCause());
    } finally {
      running.forEach(future -> future.cancel(true));
    }
    return List.copyOf(results);
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
