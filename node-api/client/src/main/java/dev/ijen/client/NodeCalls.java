package dev.ijen.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.api.common.ContainerDriver;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.ApplyConfiguration;
import dev.ijen.api.machine.Bootstrap;
import dev.ijen.api.machine.BootstrapRequest;
import dev.ijen.api.machine.DmesgRequest;
import dev.ijen.api.machine.Event;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.Hostname;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.MachineServiceGrpc.MachineServiceBlockingV2Stub;
import dev.ijen.api.machine.MetaDelete;
import dev.ijen.api.machine.MetaDeleteRequest;
import dev.ijen.api.machine.MetaWrite;
import dev.ijen.api.machine.MetaWriteRequest;
import dev.ijen.api.machine.ReadRequest;
import dev.ijen.api.machine.Reboot;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.Reset;
import dev.ijen.api.machine.ResetRequest;
import dev.ijen.api.machine.ServiceInfo;
import dev.ijen.api.machine.ServiceList;
import dev.ijen.api.machine.ServiceRestart;
import dev.ijen.api.machine.ServiceRestartRequest;
import dev.ijen.api.machine.ServiceStart;
import dev.ijen.api.machine.ServiceStartRequest;
import dev.ijen.api.machine.ServiceStop;
import dev.ijen.api.machine.ServiceStopRequest;
import dev.ijen.api.machine.Shutdown;
import dev.ijen.api.machine.ShutdownRequest;
import dev.ijen.api.machine.Version;
import io.grpc.Channel;
import io.grpc.StatusException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The node API, bound to one node: one method per method of the contract, with the replies' own
 * messages. Made by {@link NodeClient}; for any thread.
 */
public final class NodeCalls {
  /** Value of {@code tail} that asks for everything there is. */
  public static final int ALL = -1;

  /** Applying waits for the node to validate and store the config. */
  private static final Duration APPLY_DEADLINE = Duration.ofMinutes(2);

  @FunctionalInterface
  private interface Call<T> {
    T run() throws StatusException;
  }

  private final String node;
  private final MachineServiceBlockingV2Stub machine;
  private final ResourceCalls resources;
  private final UpgradeCalls upgrades;
  private final ImageCalls images;
  private final TrialCalls trials;
  private final Replies replies;
  private final Duration deadline;

  NodeCalls(String node, Channel channel, Duration deadline) {
    this.node = node;
    this.machine = MachineServiceGrpc.newBlockingV2Stub(channel);
    this.resources = new ResourceCalls(node, channel, deadline);
    this.replies = new Replies(node);
    this.upgrades = new UpgradeCalls(node, channel, replies);
    this.images = new ImageCalls(node, channel, deadline);
    this.trials = new TrialCalls(node, channel);
    this.deadline = deadline;
  }

  /** The node as the caller named it. */
  public String name() {
    return node;
  }

  /** The resources of the node. */
  public ResourceCalls resources() {
    return resources;
  }

  /** Container images of the node. */
  public ImageCalls images() {
    return images;
  }

  /** Upgrades of the node. */
  public UpgradeCalls upgrades() {
    return upgrades;
  }

  /** The same in single steps, with a confirmation. */
  public TrialCalls trials() {
    return trials;
  }

  /** What the node runs. */
  public Version version() throws NodeCallException {
    var reply = run(() -> unary().version(Empty.getDefaultInstance()));
    return replies.only(reply.getMessagesList(), Version::getMetadata);
  }

  /** The node's host name. */
  public String hostname() throws NodeCallException {
    var reply = run(() -> unary().hostname(Empty.getDefaultInstance()));
    return replies.only(reply.getMessagesList(), Hostname::getMetadata).getHostname();
  }

  /** Hands a machine config over. */
  public ApplyConfiguration applyConfiguration(ApplyRequest request) throws NodeCallException {
    var stub = machine.withDeadlineAfter(APPLY_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    var reply = run(() -> stub.applyConfiguration(request.toProto()));
    return replies.only(reply.getMessagesList(), ApplyConfiguration::getMetadata);
  }

  /** All services with state, health and last events. */
  public List<ServiceInfo> services() throws NodeCallException {
    var reply = run(() -> unary().serviceList(Empty.getDefaultInstance()));
    return replies.only(reply.getMessagesList(), ServiceList::getMetadata).getServicesList();
  }

  /**
   * Starts a service.
   *
   * @return the node's words
   */
  public String startService(String id) throws NodeCallException {
    var request = ServiceStartRequest.newBuilder().setId(id).build();
    var reply = run(() -> unary().serviceStart(request));
    return replies.only(reply.getMessagesList(), ServiceStart::getMetadata).getResp();
  }

  /**
   * Stops a service.
   *
   * @return the node's words
   */
  public String stopService(String id) throws NodeCallException {
    var request = ServiceStopRequest.newBuilder().setId(id).build();
    var reply = run(() -> unary().serviceStop(request));
    return replies.only(reply.getMessagesList(), ServiceStop::getMetadata).getResp();
  }

  /**
   * Stops a service and starts it again.
   *
   * @return the node's words
   */
  public String restartService(String id) throws NodeCallException {
    var request = ServiceRestartRequest.newBuilder().setId(id).build();
    var reply = run(() -> unary().serviceRestart(request));
    return replies.only(reply.getMessagesList(), ServiceRestart::getMetadata).getResp();
  }

  /**
   * The log of a system service.
   *
   * @param tailLines how many of the last lines, {@link #ALL} for all
   */
  public NodeStream<Data> logs(String service, boolean follow, int tailLines)
      throws NodeCallException {
    var request =
        LogsRequest.newBuilder()
            .setNamespace("system")
            .setDriver(ContainerDriver.CONTAINERD)
            .setId(service)
            .setFollow(follow)
            .setTailLines(tailLines)
            .build();
    return data(() -> new NodeStream<>(node, machine.logs(request), this::check));
  }

  /**
   * The kernel log.
   *
   * @param tail whether to begin with the messages that come from now on
   */
  public NodeStream<Data> dmesg(boolean follow, boolean tail) throws NodeCallException {
    var request = DmesgRequest.newBuilder().setFollow(follow).setTail(tail).build();
    return data(() -> new NodeStream<>(node, machine.dmesg(request), this::check));
  }

  /** Begins the cluster: etcd of this node becomes the first member. Once in a cluster's life. */
  public void bootstrap() throws NodeCallException {
    var reply = run(() -> unary().bootstrap(BootstrapRequest.getDefaultInstance()));
    replies.only(reply.getMessagesList(), Bootstrap::getMetadata);
  }

  /**
   * The kubeconfig of an administrator of the cluster: a secret.
   *
   * @throws IOException when the answer is not what the contract says
   */
  public String kubeconfig() throws NodeCallException, IOException, InterruptedException {
    try (var stream =
        data(
            () ->
                new NodeStream<>(
                    node, machine.kubeconfig(Empty.getDefaultInstance()), this::check))) {
      return KubeconfigArchive.content(stream.toList());
    }
  }

  /** The bytes of a file. */
  public NodeStream<Data> read(String path) throws NodeCallException {
    var request = ReadRequest.newBuilder().setPath(path).build();
    return data(() -> new NodeStream<>(node, machine.read(request), this::check));
  }

  /** The files below a folder. */
  @SuppressWarnings("deprecation") // see Replies
  public NodeStream<FileInfo> list(ListRequest request) throws NodeCallException {
    return run(
        () ->
            new NodeStream<>(
                node, machine.list(request), file -> replies.check(file.getMetadata())));
  }

  /** What happens on the node. The first event is empty and says that the stream is open. */
  @SuppressWarnings("deprecation") // see Replies
  public NodeStream<Event> events(EventsRequest request) throws NodeCallException {
    return run(
        () ->
            new NodeStream<>(
                node, machine.events(request), event -> replies.check(event.getMetadata())));
  }

  /**
   * Gives a key of META a value.
   *
   * @param key 0x01 to 0x40
   */
  public void metaWrite(int key, byte[] value) throws NodeCallException {
    var request =
        MetaWriteRequest.newBuilder().setKey(key).setValue(ByteString.copyFrom(value)).build();
    var reply = run(() -> unary().metaWrite(request));
    replies.only(reply.getMessagesList(), MetaWrite::getMetadata);
  }

  /** Takes a key of META away. */
  public void metaDelete(int key) throws NodeCallException {
    var request = MetaDeleteRequest.newBuilder().setKey(key).build();
    var reply = run(() -> unary().metaDelete(request));
    replies.only(reply.getMessagesList(), MetaDelete::getMetadata);
  }

  /**
   * Reboots the node.
   *
   * @return the actor id that marks the events of this reboot
   */
  public String reboot(RebootRequest.Mode mode) throws NodeCallException {
    var request = RebootRequest.newBuilder().setMode(mode).build();
    var reply = run(() -> unary().reboot(request));
    return replies.only(reply.getMessagesList(), Reboot::getMetadata).getActorId();
  }

  /**
   * Powers the node off.
   *
   * @param force whether to leave out what Kubernetes would need to know
   * @return the actor id that marks the events of this shutdown
   */
  public String shutdown(boolean force) throws NodeCallException {
    var request = ShutdownRequest.newBuilder().setForce(force).build();
    var reply = run(() -> unary().shutdown(request));
    return replies.only(reply.getMessagesList(), Shutdown::getMetadata).getActorId();
  }

  /**
   * Takes from the node what it has, and starts it again or powers it off.
   *
   * @return the actor id that marks the events of this reset
   */
  public String reset(ResetRequest request) throws NodeCallException {
    var reply = run(() -> unary().reset(request));
    return replies.only(reply.getMessagesList(), Reset::getMetadata).getActorId();
  }

  private MachineServiceBlockingV2Stub unary() {
    return machine.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private NodeStream<Data> data(Call<NodeStream<Data>> call) throws NodeCallException {
    return run(call);
  }

  private void check(Data data) throws NodeCallException {
    replies.check(data.getMetadata());
  }

  private <T> T run(Call<T> call) throws NodeCallException {
    try {
      return call.run();
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }
}
