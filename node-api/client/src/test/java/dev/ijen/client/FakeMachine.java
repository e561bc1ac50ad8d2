package dev.ijen.client;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.ApplyConfiguration;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ApplyConfigurationResponse;
import dev.ijen.api.machine.DmesgRequest;
import dev.ijen.api.machine.Event;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.Hostname;
import dev.ijen.api.machine.HostnameResponse;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.MachineStatusEvent;
import dev.ijen.api.machine.PlatformInfo;
import dev.ijen.api.machine.ReadRequest;
import dev.ijen.api.machine.Reboot;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.RebootResponse;
import dev.ijen.api.machine.Rollback;
import dev.ijen.api.machine.RollbackRequest;
import dev.ijen.api.machine.RollbackResponse;
import dev.ijen.api.machine.SequenceEvent;
import dev.ijen.api.machine.ServiceEvent;
import dev.ijen.api.machine.ServiceEvents;
import dev.ijen.api.machine.ServiceHealth;
import dev.ijen.api.machine.ServiceInfo;
import dev.ijen.api.machine.ServiceList;
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
import dev.ijen.api.machine.Shutdown;
import dev.ijen.api.machine.ShutdownRequest;
import dev.ijen.api.machine.ShutdownResponse;
import dev.ijen.api.machine.Upgrade;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.api.machine.UpgradeResponse;
import dev.ijen.api.machine.Version;
import dev.ijen.api.machine.VersionInfo;
import dev.ijen.api.machine.VersionResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The machine service with fixed answers; files are a map, requests are kept for the test. */
public final class FakeMachine extends MachineServiceGrpc.MachineServiceImplBase {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

  private final Map<String, ByteString> files = new ConcurrentHashMap<>();
  private final List<Message> requests = new CopyOnWriteArrayList<>();
  private final Runnable restart;

  /** A machine that begins a new life by this when it is rebooted. */
  FakeMachine(Runnable restart) {
    this.restart = restart;
  }

  /** Makes a file that can be read. */
  public void file(String path, ByteString content) {
    files.put(path, content);
  }

  /** The requests that change something, in order. */
  public List<Message> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void version(Empty request, StreamObserver<VersionResponse> out) {
    var version =
        VersionInfo.newBuilder()
            .setTag("v1.14.0")
            .setSha("0123abcd")
            .setBuilt("2026-11-25T08:00:00Z")
            .setGoVersion("java25")
            .setOs("linux")
            .setArch("amd64");
    var platform = PlatformInfo.newBuilder().setName("metal").setMode("metal");
    answer(
        out,
        VersionResponse.newBuilder()
            .addMessages(Version.newBuilder().setVersion(version).setPlatform(platform))
            .build());
  }

  @Override
  @SuppressWarnings("deprecation") // as in UpgradeCalls
  public void upgrade(UpgradeRequest request, StreamObserver<UpgradeResponse> out) {
    requests.add(request);
    restart.run();
    var reply = Upgrade.newBuilder().setAck("Upgrade request received").setActorId("actor-7");
    answer(out, UpgradeResponse.newBuilder().addMessages(reply).build());
  }

  @Override
  public void rollback(RollbackRequest request, StreamObserver<RollbackResponse> out) {
    requests.add(request);
    restart.run();
    answer(out, RollbackResponse.newBuilder().addMessages(Rollback.getDefaultInstance()).build());
  }

  @Override
  public void hostname(Empty request, StreamObserver<HostnameResponse> out) {
    answer(
        out,
        HostnameResponse.newBuilder()
            .addMessages(Hostname.newBuilder().setHostname("node-1"))
            .build());
  }

  @Override
  public void applyConfiguration(
      ApplyConfigurationRequest request, StreamObserver<ApplyConfigurationResponse> out) {
    requests.add(request);
    if (request.getData().toStringUtf8().contains("NoSuchKind")) {
      out.onError(
          Status.INVALID_ARGUMENT
              .withDescription("error decoding document v1alpha1/NoSuchKind/ (line 3)")
              .asException());
      return;
    }
    var reply =
        ApplyConfiguration.newBuilder()
            .setMode(request.getMode())
            .addWarnings("a warning")
            .setModeDetails("Applied configuration without a reboot");
    answer(out, ApplyConfigurationResponse.newBuilder().addMessages(reply).build());
  }

  @Override
  public void serviceList(Empty request, StreamObserver<ServiceListResponse> out) {
    var services =
        ServiceList.newBuilder()
            .addServices(service("apid", "Running", "Health check successful"))
            .addServices(service("containerd", "Running", "Health check successful"));
    answer(out, ServiceListResponse.newBuilder().addMessages(services).build());
  }

  @Override
  public void serviceStart(ServiceStartRequest request, StreamObserver<ServiceStartResponse> out) {
    requests.add(request);
    answer(
        out,
        ServiceStartResponse.newBuilder()
            .addMessages(ServiceStart.newBuilder().setResp("Service \"apid\" started"))
            .build());
  }

  @Override
  public void serviceStop(ServiceStopRequest request, StreamObserver<ServiceStopResponse> out) {
    requests.add(request);
    answer(
        out,
        ServiceStopResponse.newBuilder()
            .addMessages(ServiceStop.newBuilder().setResp("Service \"apid\" stopped"))
            .build());
  }

  @Override
  public void serviceRestart(
      ServiceRestartRequest request, StreamObserver<ServiceRestartResponse> out) {
    requests.add(request);
    answer(
        out,
        ServiceRestartResponse.newBuilder()
            .addMessages(ServiceRestart.newBuilder().setResp("Service \"apid\" restarted"))
            .build());
  }

  @Override
  public void logs(LogsRequest request, StreamObserver<Data> out) {
    requests.add(request);
    out.onNext(data(request.getId() + " line 1\n"));
    out.onNext(data(request.getId() + " line 2\n"));
    if (!request.getFollow()) {
      out.onCompleted();
    }
  }

  @Override
  public void dmesg(DmesgRequest request, StreamObserver<Data> out) {
    requests.add(request);
    out.onNext(data("kern:    info: [2026-11-25T08:00:00Z]: Linux version 6.12"));
    out.onCompleted();
  }

  @Override
  public void read(ReadRequest request, StreamObserver<Data> out) {
    ByteString content = files.get(request.getPath());
    if (content == null) {
      out.onError(
          Status.NOT_FOUND
              .withDescription("stat %s: no such file".formatted(request.getPath()))
              .asException());
      return;
    }
    out.onNext(Data.newBuilder().setBytes(content).build());
    out.onCompleted();
  }

  @Override
  public void list(ListRequest request, StreamObserver<FileInfo> out) {
    requests.add(request);
    out.onNext(
        FileInfo.newBuilder()
            .setName(request.getRoot())
            .setRelativeName(".")
            .setMode(0x80000000 | 0755)
            .setSize(4096)
            .setIsDir(true)
            .setModified(START.getEpochSecond())
            .build());
    out.onNext(
        FileInfo.newBuilder()
            .setName(request.getRoot() + "/os-release")
            .setRelativeName("os-release")
            .setMode(0644)
            .setSize(1536)
            .setModified(START.getEpochSecond())
            .build());
    out.onCompleted();
  }

  @Override
  public void events(EventsRequest request, StreamObserver<Event> out) {
    requests.add(request);
    out.onNext(Event.getDefaultInstance());
    out.onNext(
        event(
            "c1",
            SequenceEvent.newBuilder()
                .setSequence("boot")
                .setAction(SequenceEvent.Action.START)
                .build()));
    out.onNext(
        event(
            "c2",
            MachineStatusEvent.newBuilder()
                .setStage(MachineStatusEvent.MachineStage.RUNNING)
                .setStatus(MachineStatusEvent.MachineStatus.newBuilder().setReady(true))
                .build()));
    out.onCompleted();
  }

  @Override
  public void reboot(RebootRequest request, StreamObserver<RebootResponse> out) {
    requests.add(request);
    restart.run();
    answer(
        out,
        RebootResponse.newBuilder().addMessages(Reboot.newBuilder().setActorId("actor-1")).build());
  }

  @Override
  public void shutdown(ShutdownRequest request, StreamObserver<ShutdownResponse> out) {
    requests.add(request);
    answer(
        out,
        ShutdownResponse.newBuilder()
            .addMessages(Shutdown.newBuilder().setActorId("actor-2"))
            .build());
  }

  private static ServiceInfo service(String id, String state, String message) {
    var at = Timestamp.newBuilder().setSeconds(START.getEpochSecond());
    return ServiceInfo.newBuilder()
        .setId(id)
        .setState(state)
        .setEvents(
            ServiceEvents.newBuilder()
                .addEvents(
                    ServiceEvent.newBuilder()
                        .setMsg("Started task " + id)
                        .setState(state)
                        .setTs(at)))
        .setHealth(
            ServiceHealth.newBuilder().setHealthy(true).setLastMessage(message).setLastChange(at))
        .build();
  }

  private static Event event(String id, Message payload) {
    Any data =
        Any.newBuilder()
            .setTypeUrl("talos/runtime/" + payload.getDescriptorForType().getFullName())
            .setValue(payload.toByteString())
            .build();
    return Event.newBuilder().setId(id).setActorId("").setData(data).build();
  }

  private static Data data(String text) {
    return Data.newBuilder().setBytes(ByteString.copyFromUtf8(text)).build();
  }

  private static <T> void answer(StreamObserver<T> out, T reply) {
    out.onNext(reply);
    out.onCompleted();
  }
}
