package dev.ijen.machined.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.access.CallMetadata;
import dev.ijen.access.Method;
import dev.ijen.access.Methods;
import dev.ijen.api.apid.AnsweredRequest;
import dev.ijen.api.apid.ApidServiceGrpc;
import dev.ijen.api.common.ContainerdInstance;
import dev.ijen.api.common.ContainerdNamespace;
import dev.ijen.api.common.Data;
import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.ApplyConfigRequest;
import dev.ijen.api.fleet.ApplyConfigResponse;
import dev.ijen.api.fleet.CheckRequest;
import dev.ijen.api.fleet.Effect;
import dev.ijen.api.fleet.Finding;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.Operation;
import dev.ijen.api.machine.DmesgRequest;
import dev.ijen.api.machine.Event;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.api.machine.FileInfo;
import dev.ijen.api.machine.ImageServiceGrpc;
import dev.ijen.api.machine.ImageServiceListRequest;
import dev.ijen.api.machine.LifecycleServiceGrpc;
import dev.ijen.api.machine.LifecycleServiceUpgradeRequest;
import dev.ijen.api.machine.ListRequest;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.MetaDeleteRequest;
import dev.ijen.api.machine.MetaWriteRequest;
import dev.ijen.api.machine.ReadRequest;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.RollbackRequest;
import dev.ijen.api.machine.ServiceRestartRequest;
import dev.ijen.api.machine.TaskEvent;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.linux.Linux;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.config.ApplyMode;
import dev.ijen.machined.config.ApplyRequest;
import dev.ijen.machined.config.ConfigStore;
import dev.ijen.machined.config.Configurator;
import dev.ijen.machined.config.DurableFile;
import dev.ijen.machined.config.JournalStore;
import dev.ijen.machined.config.QuietHost;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.cri.NodeImages;
import dev.ijen.machined.etcd.EtcdMembership;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaPlace;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.release.Installs;
import dev.ijen.machined.release.NodeSlots;
import dev.ijen.machined.release.UpgradeRun;
import dev.ijen.machined.release.Upgrades;
import dev.ijen.machined.reset.Resets;
import dev.ijen.machined.runtime.StageTracker;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.Sequencer;
import dev.ijen.machined.sequencer.Task;
import dev.ijen.machined.sequencer.TaskBodies;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.slot.Esp;
import dev.ijen.machined.slot.HealthDeadline;
import dev.ijen.machined.slot.HealthGate;
import dev.ijen.machined.slot.SlotChanges;
import dev.ijen.machined.slot.SlotNotes;
import dev.ijen.machined.wire.ProtoTime;
import dev.ijen.runtime.state.InMemoryState;
import dev.ijen.testing.FakeKernelLog;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ApiServerTest {
  @TempDir private Path root;

  private final EventLoopGroup loops = new EpollEventLoopGroup(1);
  private final EventBus events = new EventBus(Clock.systemUTC(), new Random(1));
  private final Supervisor services = new Supervisor(Clock.systemUTC(), events);
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Meta meta = new Meta();
  private NodePaths paths;
  private Lifecycle lifecycle;
  private ApiServer server;
  private List<BindableService> apis;
  private boolean configured = true;
  private OperationLog operations;
  private ConfigStore store;
  private Configurator configurator;
  private ContainerdClient cri;

  @BeforeEach
  void prepare() throws IOException {
    paths = new NodePaths(root);
    var bodies = new TaskBodies().with(Task.REBOOT, Outcome.Reboot::new);
    bodies.with(Task.STOP_ALL_SERVICES, Outcome::proceed);
    var sequencer = new Sequencer(Mode.CONTAINER, bodies, events, Duration.ZERO);
    lifecycle = new Lifecycle(Mode.CONTAINER, sequencer, events, line -> {}, end -> {});
    var state = new InMemoryState(Clock.systemUTC());
    store = new ConfigStore(state, new DurableFile(paths.config()));
    operations =
        new OperationLog(new DurableFile(root.resolve("operations.pb")), Clock.systemUTC());
    configurator = configurator(state, store, events);
    meta.open(MetaPlace.at(root.resolve("meta")));
    NodeSlots none = noSlots(meta);
    cri = new ContainerdClient(paths.criSocket(), loops);
    var images = new NodeImages(cri, paths.registryHosts());
    var upgrades = new Upgrades(none, () -> new Registries(store.active()));
    var node =
        new NodeApi(
            Mode.CONTAINER,
            paths,
            Release.CURRENT,
            events,
            services,
            lifecycle,
            configurator,
            new FakeKernelLog("first", "second"),
            Clock.systemUTC(),
            () -> configured,
            meta,
            operations,
            upgrades,
            new UpgradeRun(upgrades, events, new StageTracker()),
            new SlotChanges(none.active(), none.esp(), meta, none.notes()),
            new HealthGate(
                none.active(),
                paths.run(),
                HealthDeadline.of(KernelCommandLine.parse("")),
                Release.CURRENT.tag(),
                Clock.systemUTC(),
                none.esp(),
                meta,
                none.notes(),
                services,
                () -> {}),
            resets(meta),
            new Installs(none, Linux.running(), () -> new Registries(store.active())),
            new EtcdMembership(state, paths),
            images,
            images);
    apis = Apis.all(node, state);
  }

  private Configurator configurator(InMemoryState state, ConfigStore store, EventBus events) {
    var journal = new JournalStore(state, new DurableFile(paths.configJournal()));
    var host = new QuietHost();
    return new Configurator(store, journal, Mode.CONTAINER, events, Clock.systemUTC(), host);
  }

  private static Resets resets(Meta meta) {
    Linux linux = Linux.running();
    var disk = new SystemDisk(linux.blockDevices(), linux.efiVariables());
    return new Resets(disk, linux.blockDevices(), linux.mounts(), meta);
  }

  private NodeSlots noSlots(Meta meta) {
    Linux linux = Linux.running();
    var disk = new SystemDisk(linux.blockDevices(), linux.efiVariables());
    return NodeSlots.of(
        paths,
        KernelCommandLine.parse("ijen.platform=container"),
        Release.CURRENT,
        disk,
        new Esp(disk, linux.mounts(), paths.esp()),
        new SlotNotes(meta),
        meta);
  }

  @AfterEach
  void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.close();
    cri.close();
    loops.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void imagesAreUnavailableWhileTheirContainerdDoesNotRun() throws IOException {
    start(LocalUsers.own(50));
    var stub = ImageServiceGrpc.newBlockingStub(channel());
    var request =
        ImageServiceListRequest.newBuilder()
            .setContainerd(
                ContainerdInstance.newBuilder().setNamespace(ContainerdNamespace.NS_CRI));
    assertThatThrownBy(() -> stub.list(request.build()).hasNext())
        .hasMessageContaining("UNAVAILABLE: list images");
    assertThatThrownBy(() -> stub.list(ImageServiceListRequest.getDefaultInstance()).hasNext())
        .hasMessageContaining("INVALID_ARGUMENT: images: namespace NS_UNKNOWN");
  }

  @Test
  void versionTellsTagAndMode() throws IOException {
    start(LocalUsers.own(50));
    var version = machine().version(Empty.getDefaultInstance()).getMessages(0);
    assertThat(version.getVersion().getTag()).startsWith("v1.14.");
    assertThat(version.getPlatform().getMode()).isEqualTo("container");
    assertThat(version.getFeatures().getRbac()).isTrue();
  }

  @Test
  void strangersAreRefused() throws IOException {
    start(new LocalUsers(-2, -3));
    assertThat(code(() -> machine().version(Empty.getDefaultInstance())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void apidMayDoWhatTheRolesThatItSendsAllow() throws IOException {
    int self = LocalUsers.own(0).admin();
    start(new LocalUsers(-2, self));
    var reader = machine("os:reader");
    assertThat(reader.version(Empty.getDefaultInstance()).getMessagesCount()).isEqualTo(1);
    assertThat(code(() -> reader.reboot(RebootRequest.getDefaultInstance())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(code(() -> machine().version(Empty.getDefaultInstance())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void maintenanceModeOpensSomeMethods() throws IOException {
    int self = LocalUsers.own(0).admin();
    start(new LocalUsers(-2, self));
    configured = false;
    assertThat(machine().version(Empty.getDefaultInstance()).getMessages(0).hasFeatures())
        .isFalse();
    assertThat(code(() -> machine().serviceRestart(ServiceRestartRequest.getDefaultInstance())))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  @SuppressWarnings("deprecation") // the contract discourages Upgrade and clients still call it
  void aNodeInAContainerHasNoSlots() throws IOException {
    start(LocalUsers.own(50));
    var release = dev.ijen.api.fleet.Release.newBuilder().setImage("registry.example/ijen:1");
    assertThat(
            code(() -> machine().upgrade(UpgradeRequest.newBuilder().setImage("x.y/z:1").build())))
        .isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(
            code(
                () ->
                    LifecycleServiceGrpc.newBlockingStub(channel())
                        .upgrade(LifecycleServiceUpgradeRequest.getDefaultInstance())
                        .next()))
        .isEqualTo(Status.Code.FAILED_PRECONDITION);
    var fleet = FleetServiceGrpc.newBlockingStub(channel());
    assertThat(fleet.check(CheckRequest.newBuilder().setRelease(release).build()).getFindingsList())
        .extracting(Finding::getReason)
        .containsExactly(Finding.Reason.NO_SLOTS);
  }

  @Test
  void aRefusedOperationMayComeAgainAndADeposedLeaderMayNot() throws IOException {
    start(LocalUsers.own(50));
    operations.open();
    var fleet = FleetServiceGrpc.newBlockingStub(channel());
    for (int i = 0; i < 2; i++) {
      assertThat(code(() -> fleet.activate(activate("one", 7))))
          .isEqualTo(Status.Code.FAILED_PRECONDITION);
    }
    StatusRuntimeException deposed =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> fleet.activate(activate("two", 6)));
    assertThat(deposed).hasMessageContaining("epoch 6 is over");
  }

  @Test
  void aConfigTakesForceOnceApidHasWrittenTheAnswerAndIsAppliedOnce() throws Exception {
    int self = LocalUsers.own(0).admin();
    start(new LocalUsers(-2, self));
    operations.open();
    Files.createDirectories(paths.state());
    MachineConfig config = config();
    configurator
        .apply(new ApplyRequest(config.encode(), ApplyMode.AUTO, false, Duration.ZERO, "test", ""))
        .afterAnswer()
        .run();
    MachineConfig changed = config.patch("machine: {sysctls: {vm.swappiness: '10'}}");
    var headers = new Metadata();
    headers.put(key(CallMetadata.ROLE), "os:admin");
    headers.put(key(CallMetadata.PEER), "admin@192.0.2.1");
    headers.put(key(CallMetadata.ANSWER), "answer-1");
    var channel =
        ClientInterceptors.intercept(channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
    var fleet = FleetServiceGrpc.newBlockingStub(channel);
    var request =
        ApplyConfigRequest.newBuilder()
            .setOperation(Operation.newBuilder().setId("one").setActor("test"))
            .setConfig(ByteString.copyFromUtf8(changed.encode()))
            .setMode(ApplyConfigRequest.Mode.TRY)
            .setTryFor(ProtoTime.encode(Duration.ofMinutes(10)));

    assertThat(code(() -> fleet.applyConfig(request.clone().setExpectedHash("other").build())))
        .isEqualTo(Status.Code.ABORTED);
    ApplyConfigResponse tried = fleet.applyConfig(request.build());

    assertThat(tried.getEffect()).isEqualTo(Effect.EFFECT_LIVE);
    assertThat(tried.getDiff()).contains("+").contains("vm.swappiness");
    assertThat(store.active()).hasValue(config);
    ApidServiceGrpc.newBlockingStub(channel)
        .answered(AnsweredRequest.newBuilder().setId("answer-1").build());
    while (!store.active().equals(Optional.of(changed))) {
      Thread.onSpinWait();
    }
    assertThat(fleet.status(Empty.getDefaultInstance()).getConfig().getTrial().getHash())
        .isEqualTo(changed.hash());
    assertThat(fleet.applyConfig(request.build()).getResult()).isEqualTo(tried.getResult());
    assertThat(configurator.status().records().getFirst().by()).isEqualTo("test (admin@192.0.2.1)");
  }

  private static MachineConfig config() throws ConfigException {
    var secrets = SecretsBundle.generate(Clock.systemUTC(), new SecureRandom());
    return ConfigGenerator.generate(ClusterInput.of("c", "https://10.0.0.1:6443", secrets))
        .controlPlane();
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static ActivateRequest activate(String id, long epoch) {
    return ActivateRequest.newBuilder()
        .setOperation(Operation.newBuilder().setId(id).setEpoch(epoch).setActor("test"))
        .setDigest("sha256:00")
        .build();
  }

  @Test
  void rebootRunsTheSequence() throws Exception {
    start(LocalUsers.own(50));
    var reply = machine().reboot(RebootRequest.getDefaultInstance()).getMessages(0);
    assertThat(reply.getActorId()).isNotEmpty();
    assertThat(lifecycle.await().exitStatus()).isEqualTo(64);
    Iterator<Event> told =
        machine()
            .events(
                EventsRequest.newBuilder()
                    .setTailEvents(-1)
                    .setWithActorId(reply.getActorId())
                    .build());
    assertThat(told.next().getData().getTypeUrl()).isEqualTo("talos/runtime/machine.SequenceEvent");
  }

  @Test
  void eventsFollowThePresent() throws Exception {
    start(LocalUsers.own(50));
    events.publish(new NodeEvent.TaskEvent("past", NodeEvent.Action.START));
    Iterator<Event> told = machine().events(EventsRequest.newBuilder().setTailEvents(1).build());
    Event past = told.next();
    assertThat(TaskEvent.parseFrom(past.getData().getValue()).getTask()).isEqualTo("past");
    events.publish(new NodeEvent.TaskEvent("present", NodeEvent.Action.STOP));
    TaskEvent present = TaskEvent.parseFrom(told.next().getData().getValue());
    assertThat(present.getTask()).isEqualTo("present");
    assertThat(present.getAction()).isEqualTo(TaskEvent.Action.STOP);
  }

  @Test
  void filesAreReadAndListed() throws IOException {
    start(LocalUsers.own(50));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "NAME=Ijen\n");
    Files.createSymbolicLink(root.resolve("etc/link"), Path.of("os-release"));
    assertThat(text(machine().read(ReadRequest.newBuilder().setPath("/etc/os-release").build())))
        .isEqualTo("NAME=Ijen\n");
    var infos = new ArrayList<FileInfo>();
    machine().list(ListRequest.newBuilder().setRoot("/etc").build()).forEachRemaining(infos::add);
    assertThat(infos)
        .extracting(FileInfo::getRelativeName)
        .containsExactly(".", "link", "os-release");
    assertThat(infos.get(0).getIsDir()).isTrue();
    assertThat(infos.get(1).getLink()).isEqualTo("os-release");
    assertThat(infos.get(2).getSize()).isEqualTo(10);
    assertThat(code(() -> text(machine().read(ReadRequest.newBuilder().setPath("/x").build()))))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void logsBeginSomeLinesBeforeTheirEnd() throws IOException {
    start(LocalUsers.own(50));
    Files.createDirectories(paths.logs());
    Files.writeString(paths.logs().resolve("apid.log"), "one\ntwo\nthree\n");
    assertThat(text(machine().logs(log("apid", 2)))).isEqualTo("two\nthree\n");
    assertThat(text(machine().logs(log("apid", -1)))).isEqualTo("one\ntwo\nthree\n");
    assertThat(code(() -> text(machine().logs(log("../x", -1))))).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void dmesgTellsRecordsWithTheirTime() throws IOException {
    start(LocalUsers.own(50));
    assertThat(text(machine().dmesg(DmesgRequest.getDefaultInstance())))
        .containsPattern("kern:    info: \\[20..-.*Z\\]: first\nkern:    info: .*: second\n");
  }

  @Test
  void metaTakesTheKeysOfTheContractAlone() throws IOException {
    start(LocalUsers.own(50));
    var write = MetaWriteRequest.newBuilder().setKey(0x0a).setValue(ByteString.copyFromUtf8("x"));
    assertThat(machine().metaWrite(write.build()).getMessagesCount()).isEqualTo(1);
    assertThat(meta.find(0x0a).orElseThrow()).containsExactly('x');
    var delete = MetaDeleteRequest.newBuilder().setKey(0x0a).build();
    assertThat(machine().metaDelete(delete).getMessagesCount()).isEqualTo(1);
    assertThat(code(() -> machine().metaDelete(delete))).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(code(() -> machine().metaWrite(write.setKey(0x41).build())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void aContainerHasNoSlotsToRollBack() throws IOException {
    start(LocalUsers.own(50));
    assertThat(code(() -> machine().rollback(RollbackRequest.getDefaultInstance())))
        .isEqualTo(Status.Code.FAILED_PRECONDITION);
    NodeStatus status =
        FleetServiceGrpc.newBlockingStub(channel()).status(Empty.getDefaultInstance());
    assertThat(status.getPlatform()).isEqualTo("container");
    assertThat(status.getSlotsList()).isEmpty();
    assertThat(status.getCapabilitiesList()).doesNotContain("slots");
    assertThat(status.getRevision()).isNotEmpty();
  }

  @Test
  void everyMethodWithoutAnAdapterSaysItsName() throws IOException {
    start(LocalUsers.own(50));
    Set<String> served =
        apis.stream()
            .flatMap(service -> service.bindService().getMethods().stream())
            .map(method -> method.getMethodDescriptor().getFullMethodName())
            .collect(Collectors.toSet());
    served.add("ijen.apid.ApidService/Answered"); // by the server itself
    assertThat(served).contains("machine.MachineService/Version", "cosi.resource.State/Watch");
    int unserved = 0;
    for (Method method : Methods.load().all()) {
      String name = method.path().substring(1);
      if (!served.contains(name) && !method.servedByTrustd()) {
        Status refusal = callWithNothing(name).getStatus();
        assertThat(refusal.getCode()).as(name).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(refusal.getDescription()).contains(name);
        unserved++;
      }
    }
    assertThat(unserved).isGreaterThan(18);
  }

  @Test
  void methodsOutsideTheContractAreUnknown() throws IOException {
    start(LocalUsers.own(50));
    assertThat(callWithNothing("machine.MachineService/Dance").getStatus())
        .extracting(Status::getCode)
        .isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void everyMethodOfTheMachineAdapterIsBound() throws IOException {
    start(LocalUsers.own(50));
    BindableService adapter = apis.get(1);
    List<String> bound =
        adapter.bindService().getMethods().stream()
            .map(method -> method.getMethodDescriptor().getBareMethodName())
            .toList();
    assertThat(adapter).isInstanceOf(MachineAdapter.class);
    assertThat(MachineAdapter.class.getDeclaredMethods())
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
        .filteredOn(method -> method.getParameterCount() == 2)
        .extracting(method -> capitalized(method.getName()))
        .containsExactlyInAnyOrderElementsOf(bound);
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private StatusRuntimeException callWithNothing(String method) {
    MethodDescriptor<byte[], byte[]> raw =
        MethodDescriptor.newBuilder(new Bytes(), new Bytes())
            .setFullMethodName(method)
            .setType(MethodDescriptor.MethodType.UNARY)
            .build();
    ManagedChannel channel = channel();
    return catchThrowableOfType(
        StatusRuntimeException.class,
        () -> ClientCalls.blockingUnaryCall(channel, raw, CallOptions.DEFAULT, new byte[0]));
  }

  private static LogsRequest log(String id, int lines) {
    return LogsRequest.newBuilder().setId(id).setTailLines(lines).build();
  }

  private static String text(Iterator<Data> stream) {
    var text = new StringBuilder();
    stream.forEachRemaining(data -> text.append(data.getBytes().toString(StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static Status.Code code(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  private void start(LocalUsers users) throws IOException {
    server = new ApiServer(paths, users, () -> configured, loops, apis);
    server.start();
  }

  private MachineServiceGrpc.MachineServiceBlockingStub machine(String... roles) {
    Metadata headers = new Metadata();
    for (String role : roles) {
      headers.put(key(CallMetadata.ROLE), role);
    }
    return MachineServiceGrpc.newBlockingStub(channel())
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private ManagedChannel channel() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(paths.machineSocket().toString()))
            .channelType(EpollDomainSocketChannel.class, DomainSocketAddress.class)
            .eventLoopGroup(loops)
            .usePlaintext()
            .overrideAuthority("localhost")
            .build();
    channels.add(channel);
    return channel;
  }

  /** Hands bytes on. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public java.io.InputStream stream(byte[] value) {
      return new java.io.ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(java.io.InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
