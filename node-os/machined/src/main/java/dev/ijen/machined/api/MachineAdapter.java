package dev.ijen.machined.api;

import com.google.protobuf.Empty;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ApplyConfigurationResponse;
import dev.ijen.api.machine.BootstrapRequest;
import dev.ijen.api.machine.BootstrapResponse;
import dev.ijen.api.machine.DmesgRequest;
import dev.ijen.api.machine.Event;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.HostnameResponse;
import dev.ijen.api.machine.ImageListRequest;
import dev.ijen.api.machine.ImageListResponse;
import dev.ijen.api.machine.ImagePullRequest;
import dev.ijen.api.machine.ImagePullResponse;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.LoadAvgResponse;
import dev.ijen.api.machine.LogsContainersResponse;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.MemoryResponse;
import dev.ijen.api.machine.MetaDeleteRequest;
import dev.ijen.api.machine.MetaDeleteResponse;
import dev.ijen.api.machine.MetaWriteRequest;
import dev.ijen.api.machine.MetaWriteResponse;
import dev.ijen.api.machine.ReadRequest;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.RebootResponse;
import dev.ijen.api.machine.ResetRequest;
import dev.ijen.api.machine.ResetResponse;
import dev.ijen.api.machine.RollbackRequest;
import dev.ijen.api.machine.RollbackResponse;
import dev.ijen.api.machine.ServiceListResponse;
import dev.ijen.api.machine.ServiceRestart;
import dev.ijen.api.machine.ServiceRestartRequest;
import dev.ijen.api.machine.ServiceRestartResponse;
import dev.ijen.api.machine.ServiceStart;
import dev.ijen.api.machine.ServiceStartRequest;
import dev.ijen.api.machine.ServiceStartResponse;
import dev.ijen.api.machine.ServiceStop;
import dev.ijen.api.machine.ServiceStopRequest;
import dev.ijen.api.machine.ServiceStopResponse;
import dev.ijen.api.machine.ShutdownRequest;
import dev.ijen.api.machine.ShutdownResponse;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.api.machine.UpgradeResponse;
import dev.ijen.api.machine.VersionResponse;
import dev.ijen.runtime.state.State;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/** {@code machine.MachineService}: hands each method to what does it. */
final class MachineAdapter implements BindableService, MachineServiceGrpc.AsyncService {
  private final VersionCalls version;
  private final ServiceCalls services;
  private final LogCalls logs;
  private final FileCalls files;
  private final EventCalls events;
  private final SystemCalls system;
  private final PowerCalls power;
  private final ConfigCalls config;
  private final DmesgCalls dmesg;
  private final MetaCalls meta;
  private final UpgradeCalls upgrades;
  private final ResetCalls resets;
  private final KubernetesCalls kubernetes;
  private final ImageCalls images;

  MachineAdapter(NodeApi node, State state) {
    this.version = new VersionCalls(node.mode(), node.release(), node.configured());
    this.services = new ServiceCalls(node.services());
    this.logs = new LogCalls(node.paths().logs());
    this.files = new FileCalls(node.paths());
    this.events = new EventCalls(node.events());
    this.system = new SystemCalls(node.paths());
    this.power = new PowerCalls(node.lifecycle(), node.slotChanges());
    this.config = new ConfigCalls(node.configurator());
    this.meta = new MetaCalls(node.meta());
    this.dmesg = new DmesgCalls(node.kernelLog(), node.clock());
    this.upgrades = new UpgradeCalls(node);
    this.resets = new ResetCalls(node);
    this.kubernetes = new KubernetesCalls(state, node.etcd());
    this.images = ImageCalls.of(node);
  }

  /** Binds the methods that are here: a whole service loads the messages of every method. */
  @Override
  @SuppressWarnings("deprecation") // the contract discourages upgrade and clients still call it
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(MachineServiceGrpc.SERVICE_NAME)
        .addMethod(MachineServiceGrpc.getVersionMethod(), ServerCalls.asyncUnaryCall(this::version))
        .addMethod(
            MachineServiceGrpc.getApplyConfigurationMethod(),
            ServerCalls.asyncUnaryCall(this::applyConfiguration))
        .addMethod(
            MachineServiceGrpc.getBootstrapMethod(), ServerCalls.asyncUnaryCall(this::bootstrap))
        .addMethod(
            MachineServiceGrpc.getKubeconfigMethod(),
            ServerCalls.asyncServerStreamingCall(this::kubeconfig))
        .addMethod(
            MachineServiceGrpc.getImageListMethod(),
            ServerCalls.asyncServerStreamingCall(this::imageList))
        .addMethod(
            MachineServiceGrpc.getImagePullMethod(), ServerCalls.asyncUnaryCall(this::imagePull))
        .addMethod(
            MachineServiceGrpc.getDmesgMethod(), ServerCalls.asyncServerStreamingCall(this::dmesg))
        .addMethod(
            MachineServiceGrpc.getHostnameMethod(), ServerCalls.asyncUnaryCall(this::hostname))
        .addMethod(MachineServiceGrpc.getLoadAvgMethod(), ServerCalls.asyncUnaryCall(this::loadAvg))
        .addMethod(MachineServiceGrpc.getMemoryMethod(), ServerCalls.asyncUnaryCall(this::memory))
        .addMethod(
            MachineServiceGrpc.getServiceListMethod(),
            ServerCalls.asyncUnaryCall(this::serviceList))
        .addMethod(
            MachineServiceGrpc.getServiceStartMethod(),
            ServerCalls.asyncUnaryCall(this::serviceStart))
        .addMethod(
            MachineServiceGrpc.getServiceStopMethod(),
            ServerCalls.asyncUnaryCall(this::serviceStop))
        .addMethod(
            MachineServiceGrpc.getServiceRestartMethod(),
            ServerCalls.asyncUnaryCall(this::serviceRestart))
        .addMethod(
            MachineServiceGrpc.getLogsMethod(), ServerCalls.asyncServerStreamingCall(this::logs))
        .addMethod(
            MachineServiceGrpc.getLogsContainersMethod(),
            ServerCalls.asyncUnaryCall(this::logsContainers))
        .addMethod(
            MachineServiceGrpc.getEventsMethod(),
            ServerCalls.asyncServerStreamingCall(this::events))
        .addMethod(
            MachineServiceGrpc.getReadMethod(), ServerCalls.asyncServerStreamingCall(this::read))
        .addMethod(
            MachineServiceGrpc.getListMethod(), ServerCalls.asyncServerStreamingCall(this::list))
        .addMethod(MachineServiceGrpc.getRebootMethod(), ServerCalls.asyncUnaryCall(this::reboot))
        .addMethod(
            MachineServiceGrpc.getShutdownMethod(), ServerCalls.asyncUnaryCall(this::shutdown))
        .addMethod(MachineServiceGrpc.getResetMethod(), ServerCalls.asyncUnaryCall(this::reset))
        .addMethod(MachineServiceGrpc.getUpgradeMethod(), ServerCalls.asyncUnaryCall(this::upgrade))
        .addMethod(
            MachineServiceGrpc.getRollbackMethod(), ServerCalls.asyncUnaryCall(this::rollback))
        .addMethod(
            MachineServiceGrpc.getMetaWriteMethod(), ServerCalls.asyncUnaryCall(this::metaWrite))
        .addMethod(
            MachineServiceGrpc.getMetaDeleteMethod(), ServerCalls.asyncUnaryCall(this::metaDelete))
        .build();
  }

  @Override
  public void version(Empty request, StreamObserver<VersionResponse> out) {
    Replies.unary(out, version::version);
  }

  @Override
  public void applyConfiguration(
      ApplyConfigurationRequest request, StreamObserver<ApplyConfigurationResponse> out) {
    Replies.unary(out, () -> config.apply(request));
  }

  @Override
  @SuppressWarnings("deprecation") // clients of older levels call it
  public void imageList(ImageListRequest request, StreamObserver<ImageListResponse> out) {
    StreamReply.run(out, reply -> images.list(request, reply));
  }

  @Override
  @SuppressWarnings("deprecation") // clients of older levels call it
  public void imagePull(ImagePullRequest request, StreamObserver<ImagePullResponse> out) {
    Replies.unary(out, () -> images.pull(request));
  }

  @Override
  public void bootstrap(BootstrapRequest request, StreamObserver<BootstrapResponse> out) {
    Replies.unary(out, () -> kubernetes.bootstrap(request));
  }

  @Override
  public void kubeconfig(Empty request, StreamObserver<Data> out) {
    StreamReply.run(out, kubernetes::kubeconfig);
  }

  @Override
  public void dmesg(DmesgRequest request, StreamObserver<Data> out) {
    StreamReply.run(out, reply -> dmesg.dmesg(request, reply));
  }

  @Override
  public void hostname(Empty request, StreamObserver<HostnameResponse> out) {
    Replies.unary(out, system::hostname);
  }

  @Override
  public void loadAvg(Empty request, StreamObserver<LoadAvgResponse> out) {
    Replies.unary(out, system::loadAverage);
  }

  @Override
  public void memory(Empty request, StreamObserver<MemoryResponse> out) {
    Replies.unary(out, system::memory);
  }

  @Override
  public void serviceList(Empty request, StreamObserver<ServiceListResponse> out) {
    Replies.unary(out, services::list);
  }

  @Override
  public void serviceStart(ServiceStartRequest request, StreamObserver<ServiceStartResponse> out) {
    Replies.unary(
        out,
        () ->
            ServiceStartResponse.newBuilder()
                .addMessages(ServiceStart.newBuilder().setResp(services.start(request.getId())))
                .build());
  }

  @Override
  public void serviceStop(ServiceStopRequest request, StreamObserver<ServiceStopResponse> out) {
    Replies.unary(
        out,
        () ->
            ServiceStopResponse.newBuilder()
                .addMessages(ServiceStop.newBuilder().setResp(services.stop(request.getId())))
                .build());
  }

  @Override
  public void serviceRestart(
      ServiceRestartRequest request, StreamObserver<ServiceRestartResponse> out) {
    Replies.unary(
        out,
        () ->
            ServiceRestartResponse.newBuilder()
                .addMessages(ServiceRestart.newBuilder().setResp(services.restart(request.getId())))
                .build());
  }

  @Override
  public void logs(LogsRequest request, StreamObserver<Data> out) {
    StreamReply.run(out, reply -> logs.logs(request, reply));
  }

  @Override
  public void logsContainers(Empty request, StreamObserver<LogsContainersResponse> out) {
    Replies.unary(out, logs::containers);
  }

  @Override
  public void events(EventsRequest request, StreamObserver<Event> out) {
    StreamReply.run(out, reply -> events.events(request, reply));
  }

  @Override
  public void read(ReadRequest request, StreamObserver<Data> out) {
    StreamReply.run(out, reply -> files.read(request, reply));
  }

  @Override
  public void list(ListRequest request, StreamObserver<FileInfo> out) {
    StreamReply.run(out, reply -> files.list(request, reply));
  }

  @Override
  public void reboot(RebootRequest request, StreamObserver<RebootResponse> out) {
    Replies.unary(out, power::reboot);
  }

  @Override
  @SuppressWarnings("deprecation") // the contract discourages it and clients still call it
  public void upgrade(UpgradeRequest request, StreamObserver<UpgradeResponse> out) {
    Replies.unary(out, () -> upgrades.upgrade(request));
  }

  @Override
  public void shutdown(ShutdownRequest request, StreamObserver<ShutdownResponse> out) {
    Replies.unary(out, power::shutdown);
  }

  @Override
  public void reset(ResetRequest request, StreamObserver<ResetResponse> out) {
    Replies.unary(out, () -> resets.reset(request));
  }

  @Override
  public void rollback(RollbackRequest request, StreamObserver<RollbackResponse> out) {
    Replies.unary(out, power::rollback);
  }

  @Override
  public void metaWrite(MetaWriteRequest request, StreamObserver<MetaWriteResponse> out) {
    Replies.unary(out, () -> meta.write(request));
  }

  @Override
  public void metaDelete(MetaDeleteRequest request, StreamObserver<MetaDeleteResponse> out) {
    Replies.unary(out, () -> meta.delete(request));
  }
}
