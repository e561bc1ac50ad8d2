package dev.ijen.machined.containerd;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.containerd.containers.Container;
import dev.ijen.containerd.containers.ContainersGrpc;
import dev.ijen.containerd.containers.CreateContainerRequest;
import dev.ijen.containerd.containers.DeleteContainerRequest;
import dev.ijen.containerd.containers.GetContainerRequest;
import dev.ijen.containerd.namespaces.CreateNamespaceRequest;
import dev.ijen.containerd.namespaces.Namespace;
import dev.ijen.containerd.namespaces.NamespacesGrpc;
import dev.ijen.containerd.tasks.CreateTaskRequest;
import dev.ijen.containerd.tasks.DeleteTaskRequest;
import dev.ijen.containerd.tasks.GetRequest;
import dev.ijen.containerd.tasks.KillRequest;
import dev.ijen.containerd.tasks.StartRequest;
import dev.ijen.containerd.tasks.TasksGrpc;
import dev.ijen.containerd.tasks.WaitRequest;
import dev.ijen.containerd.types.Process;
import dev.ijen.containerd.version.VersionGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Talks to one containerd in one of its namespaces, over its unix socket. Calls wait at most 10 s,
 * {@link #await} as long as it takes, and all of them can be interrupted.
 */
public final class ContainerdClient implements AutoCloseable {
  private static final String NAMESPACE = "system";
  private static final Metadata.Key<String> NAMESPACE_KEY =
      Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER);
  private static final String RUNTIME = "io.containerd.runc.v2";
  private static final String SPEC_TYPE = "types.containerd.io/opencontainers/runtime-spec/1/Spec";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ManagedChannel channel;

  /** A client of the containerd behind a socket; connects when it is first used. */
  public ContainerdClient(Path socket, EventLoopGroup loops) {
    Metadata headers = new Metadata();
    headers.put(NAMESPACE_KEY, NAMESPACE);
    this.channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .channelType(EpollDomainSocketChannel.class, DomainSocketAddress.class)
            .eventLoopGroup(loops)
            .usePlaintext()
            .overrideAuthority("localhost")
            .directExecutor()
            .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
            .build();
  }

  /** The version that answers. */
  public String version() throws InterruptedException {
    return get(limited(VersionGrpc.newFutureStub(channel)).version(Empty.getDefaultInstance()))
        .getVersion();
  }

  /** Makes the namespace unless it is there. */
  void ensureNamespace() throws InterruptedException {
    var namespace = Namespace.newBuilder().setName(NAMESPACE);
    ignoring(
        Status.Code.ALREADY_EXISTS,
        limited(NamespacesGrpc.newFutureStub(channel))
            .create(CreateNamespaceRequest.newBuilder().setNamespace(namespace).build()));
  }

  /** The labels of a container, if there is one of this name. */
  Optional<Map<String, String>> labels(String id) throws InterruptedException {
    return ignoring(
            Status.Code.NOT_FOUND,
            limited(ContainersGrpc.newFutureStub(channel))
                .get(GetContainerRequest.newBuilder().setId(id).build()))
        .map(response -> response.getContainer().getLabelsMap());
  }

  /** The task of a container, if it has one. */
  Optional<Process> task(String id) throws InterruptedException {
    return ignoring(
            Status.Code.NOT_FOUND,
            limited(TasksGrpc.newFutureStub(channel))
                .get(GetRequest.newBuilder().setContainerId(id).build()))
        .map(response -> response.getProcess());
  }

  /** Makes a container with an OCI configuration. */
  void createContainer(String id, byte[] oci, Map<String, String> labels)
      throws InterruptedException {
    var container =
        Container.newBuilder()
            .setId(id)
            .putAllLabels(labels)
            .setRuntime(Container.Runtime.newBuilder().setName(RUNTIME))
            .setSpec(Any.newBuilder().setTypeUrl(SPEC_TYPE).setValue(ByteString.copyFrom(oci)));
    get(
        limited(ContainersGrpc.newFutureStub(channel))
            .create(CreateContainerRequest.newBuilder().setContainer(container).build()));
  }

  /** Makes a task that appends its output to a file, and starts it; returns its process id. */
  int startTask(String id, Path log) throws InterruptedException {
    String uri = "file://" + log;
    var request =
        CreateTaskRequest.newBuilder().setContainerId(id).setStdout(uri).setStderr(uri).build();
    get(limited(TasksGrpc.newFutureStub(channel)).create(request));
    return get(limited(TasksGrpc.newFutureStub(channel))
            .start(StartRequest.newBuilder().setContainerId(id).build()))
        .getPid();
  }

  /** Waits until a task has ended; returns its exit status. */
  int await(String id) throws InterruptedException {
    return get(TasksGrpc.newFutureStub(channel)
            .wait(WaitRequest.newBuilder().setContainerId(id).build()))
        .getExitStatus();
  }

  /** Waits for the end of a task at most this long; tells whether it has ended. */
  boolean await(String id, Duration limit) throws InterruptedException {
    var stub =
        TasksGrpc.newFutureStub(channel).withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    return ignoring(
            Status.Code.DEADLINE_EXCEEDED,
            stub.wait(WaitRequest.newBuilder().setContainerId(id).build()))
        .isPresent();
  }

  /** Sends a signal to a task; nothing happens when it has ended. */
  void kill(String id, int signal) throws InterruptedException {
    var request = KillRequest.newBuilder().setContainerId(id).setSignal(signal).build();
    ignoring(Status.Code.NOT_FOUND, limited(TasksGrpc.newFutureStub(channel)).kill(request));
  }

  /** Removes an ended task and its container; nothing happens when they are not there. */
  void delete(String id) throws InterruptedException {
    ignoring(
        Status.Code.NOT_FOUND,
        limited(TasksGrpc.newFutureStub(channel))
            .delete(DeleteTaskRequest.newBuilder().setContainerId(id).build()));
    ignoring(
        Status.Code.NOT_FOUND,
        limited(ContainersGrpc.newFutureStub(channel))
            .delete(DeleteContainerRequest.newBuilder().setId(id).build()));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static <S extends AbstractStub<S>> S limited(S stub) {
    return stub.withDeadlineAfter(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static <T> Optional<T> ignoring(Status.Code code, ListenableFuture<T> call)
      throws InterruptedException {
    try {
      return Optional.of(get(call));
    } catch (ContainerdException e) {
      if (e.code() == code) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static <T> T get(ListenableFuture<T> call) throws InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new ContainerdException(Status.fromThrowable(e), e);
    } catch (InterruptedException e) {
      call.cancel(true);
      throw e;
    }
  }
}
