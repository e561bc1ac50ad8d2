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
import dev.ijen.containerd.content.ContentGrpc;
import dev.ijen.containerd.content.ReadContentRequest;
import dev.ijen.containerd.images.DeleteImageRequest;
import dev.ijen.containerd.images.GetImageRequest;
import dev.ijen.containerd.images.Image;
import dev.ijen.containerd.images.ImagesGrpc;
import dev.ijen.containerd.images.ListImagesRequest;
import dev.ijen.containerd.namespaces.CreateNamespaceRequest;
import dev.ijen.containerd.namespaces.Namespace;
import dev.ijen.containerd.namespaces.NamespacesGrpc;
import dev.ijen.containerd.snapshots.PrepareSnapshotRequest;
import dev.ijen.containerd.snapshots.RemoveSnapshotRequest;
import dev.ijen.containerd.snapshots.SnapshotsGrpc;
import dev.ijen.containerd.tasks.CreateTaskRequest;
import dev.ijen.containerd.tasks.DeleteTaskRequest;
import dev.ijen.containerd.tasks.GetRequest;
import dev.ijen.containerd.tasks.KillRequest;
import dev.ijen.containerd.tasks.StartRequest;
import dev.ijen.containerd.tasks.TasksGrpc;
import dev.ijen.containerd.tasks.WaitRequest;
import dev.ijen.containerd.transfer.ImageStore;
import dev.ijen.containerd.transfer.OCIRegistry;
import dev.ijen.containerd.transfer.RegistryResolver;
import dev.ijen.containerd.transfer.TransferGrpc;
import dev.ijen.containerd.transfer.TransferRequest;
import dev.ijen.containerd.transfer.UnpackConfiguration;
import dev.ijen.containerd.types.Descriptor;
import dev.ijen.containerd.types.Mount;
import dev.ijen.containerd.types.Platform;
import dev.ijen.containerd.types.Process;
import dev.ijen.containerd.version.VersionGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Talks to one containerd in one of its namespaces, over its unix socket. Calls wait at most 10 s,
 * {@link #await} as long as it takes, and all of them can be interrupted.
 */
public final class ContainerdClient implements AutoCloseable {
  /** Where the node keeps its own containers and their images. */
  public static final String SYSTEM = "system";

  /** Where the containers of pods are. */
  public static final String PODS = "k8s.io";

  private static final Metadata.Key<String> NAMESPACE_KEY =
      Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER);
  private static final String RUNTIME = "io.containerd.runc.v2";
  private static final String SPEC_TYPE = "types.containerd.io/opencontainers/runtime-spec/1/Spec";
  private static final String SNAPSHOTTER = "overlayfs";
  private static final String GC_ROOT = "containerd.io/gc.root";
  private static final String ARCHITECTURE = "amd64";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final String namespace;
  private final ManagedChannel channel;

  /** A client for the node's own containers, of the containerd behind a socket. */
  public ContainerdClient(Path socket, EventLoopGroup loops) {
    this(socket, SYSTEM, loops);
  }

  /** A client of the containerd behind a socket; connects when it is first used. */
  public ContainerdClient(Path socket, String namespace, EventLoopGroup loops) {
    Metadata headers = new Metadata();
    headers.put(NAMESPACE_KEY, namespace);
    this.namespace = namespace;
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
  public void ensureNamespace() throws InterruptedException {
    var wanted = Namespace.newBuilder().setName(namespace);
    ignoring(
        Status.Code.ALREADY_EXISTS,
        limited(NamespacesGrpc.newFutureStub(channel))
            .create(CreateNamespaceRequest.newBuilder().setNamespace(wanted).build()));
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

  /**
   * Makes a container with an OCI configuration.
   *
   * @param prepared whether its root is the snapshot of {@link #prepareRoot}
   */
  void createContainer(String id, ByteString oci, Map<String, String> labels, boolean prepared)
      throws InterruptedException {
    var container =
        Container.newBuilder()
            .setId(id)
            .putAllLabels(labels)
            .setRuntime(Container.Runtime.newBuilder().setName(RUNTIME))
            .setSpec(Any.newBuilder().setTypeUrl(SPEC_TYPE).setValue(oci));
    if (prepared) {
      container.setSnapshotter(SNAPSHOTTER).setSnapshotKey(id);
    }
    get(
        limited(ContainersGrpc.newFutureStub(channel))
            .create(CreateContainerRequest.newBuilder().setContainer(container).build()));
  }

  /** Gives a container a root of its own over the layers of an image; returns its mounts. */
  List<Mount> prepareRoot(String id, UnpackedImage image) throws InterruptedException {
    var request =
        PrepareSnapshotRequest.newBuilder()
            .setSnapshotter(SNAPSHOTTER)
            .setKey(id)
            .setParent(image.snapshot())
            .putLabels(GC_ROOT, "1970-01-01T00:00:00Z") // until its container holds it
            .build();
    return get(limited(SnapshotsGrpc.newFutureStub(channel)).prepare(request)).getMountsList();
  }

  /** Removes what {@link #prepareRoot} made; nothing happens when it is not there. */
  void removeRoot(String id) throws InterruptedException {
    ignoring(
        Status.Code.NOT_FOUND,
        limited(SnapshotsGrpc.newFutureStub(channel))
            .remove(
                RemoveSnapshotRequest.newBuilder().setSnapshotter(SNAPSHOTTER).setKey(id).build()));
  }

  /** What an image name stands for, if it is known. */
  public Optional<Descriptor> image(String name) throws InterruptedException {
    return ignoring(
            Status.Code.NOT_FOUND,
            limited(ImagesGrpc.newFutureStub(channel))
                .get(GetImageRequest.newBuilder().setName(name).build()))
        .map(response -> response.getImage().getTarget());
  }

  /** All images that are known. */
  public List<Image> images() throws InterruptedException {
    return get(limited(ImagesGrpc.newFutureStub(channel))
            .list(ListImagesRequest.getDefaultInstance()))
        .getImagesList();
  }

  /** Forgets an image; tells whether it was known. What nothing uses any more goes in time. */
  public boolean removeImage(String name) throws InterruptedException {
    return ignoring(
            Status.Code.NOT_FOUND,
            limited(ImagesGrpc.newFutureStub(channel))
                .delete(DeleteImageRequest.newBuilder().setName(name).build()))
        .isPresent();
  }

  /**
   * Pulls an image and unpacks it for this machine; takes as long as it takes.
   *
   * @param hosts folder with a {@code hosts.toml} for each registry
   */
  public void pull(String name, Path hosts) throws InterruptedException {
    var platform = Platform.newBuilder().setOs("linux").setArchitecture(ARCHITECTURE);
    var source =
        OCIRegistry.newBuilder()
            .setReference(name)
            .setResolver(RegistryResolver.newBuilder().setHostDir(hosts.toString()));
    var target =
        ImageStore.newBuilder()
            .setName(name)
            .addPlatforms(platform)
            .addUnpacks(
                UnpackConfiguration.newBuilder().setPlatform(platform).setSnapshotter(SNAPSHOTTER));
    var request =
        TransferRequest.newBuilder()
            .setSource(any("OCIRegistry", source.build().toByteString()))
            .setDestination(any("ImageStore", target.build().toByteString()));
    get(TransferGrpc.newFutureStub(channel).transfer(request.build()));
  }

  /** A blob, whole: for manifests and configurations. */
  public byte[] blob(String digest) throws InterruptedException {
    var stub = ContentGrpc.newBlockingV2Stub(channel);
    var bytes = new ByteArrayOutputStream();
    try {
      var chunks = stub.read(ReadContentRequest.newBuilder().setDigest(digest).build());
      for (var chunk = chunks.read(); chunk != null; chunk = chunks.read()) {
        chunk.getData().writeTo(bytes);
      }
      return bytes.toByteArray();
    } catch (StatusException e) {
      throw new ContainerdException(e.getStatus(), e);
    } catch (IOException e) {
      throw new AssertionError("writing to memory", e);
    }
  }

  private static Any any(String type, ByteString message) {
    return Any.newBuilder()
        .setTypeUrl("containerd.types.transfer." + type)
        .setValue(message)
        .build();
  }

  /**
   * Makes a task that appends its output to a file, and starts it; returns its process id.
   *
   * @param root what is mounted as its root; empty when the configuration names a folder
   */
  int startTask(String id, Path log, List<Mount> root) throws InterruptedException {
    String uri = "file://" + log;
    var request =
        CreateTaskRequest.newBuilder()
            .setContainerId(id)
            .addAllRootfs(root)
            .setStdout(uri)
            .setStderr(uri)
            .build();
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
