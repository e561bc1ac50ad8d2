package dev.ijen.machined;

import dev.ijen.config.MachineConfig;
import dev.ijen.linux.Linux;
import dev.ijen.machined.api.ApiServer;
import dev.ijen.machined.api.Apis;
import dev.ijen.machined.api.LocalUsers;
import dev.ijen.machined.api.NodeApi;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.config.ConfigHost;
import dev.ijen.machined.config.ConfigLoader;
import dev.ijen.machined.config.ConfigStore;
import dev.ijen.machined.config.Configurator;
import dev.ijen.machined.config.DurableFile;
import dev.ijen.machined.config.JournalStore;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.cri.ContainerImages;
import dev.ijen.machined.cri.HostSysctls;
import dev.ijen.machined.cri.NodeImages;
import dev.ijen.machined.etcd.EtcdMembership;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.release.InstallRun;
import dev.ijen.machined.release.Installs;
import dev.ijen.machined.release.NodeSlots;
import dev.ijen.machined.release.UpgradeRun;
import dev.ijen.machined.release.Upgrades;
import dev.ijen.machined.reset.Resets;
import dev.ijen.machined.runtime.StageTracker;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.Sequence;
import dev.ijen.machined.sequencer.Sequencer;
import dev.ijen.machined.service.ApidService;
import dev.ijen.machined.service.KubeletService;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.slot.Boots;
import dev.ijen.machined.slot.Esp;
import dev.ijen.machined.slot.HealthDeadline;
import dev.ijen.machined.slot.HealthGate;
import dev.ijen.machined.slot.SlotChanges;
import dev.ijen.machined.slot.SlotNotes;
import dev.ijen.machined.wire.Definitions;
import dev.ijen.runtime.controller.Engine;
import dev.ijen.runtime.state.InMemoryState;
import dev.ijen.runtime.state.StateException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node daemon: wires the parts, boots the node, and says how it ended. */
public final class Machined implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Machined.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int KERN_CRIT = 2;

  private final NodeParts parts;
  private final InMemoryState state;
  private final ConfigStore store;
  private final Configurator configurator;
  private final Upgrades upgrades;
  private final UpgradeRun upgradeRun;
  private final HealthGate gate;
  private final Resets resets;
  private final Installs installs;
  private final InstallRun installRun;
  private final Lifecycle lifecycle;
  private final Engine engine;
  private final EventLoopGroup loops;
  private final ContainerdClient containerd;
  private final KubernetesParts kubernetes;

  private Machined(Mode mode, NodePaths paths, KernelCommandLine commandLine, Linux linux) {
    Clock clock = Clock.systemUTC();
    var events = new EventBus(clock, new Random());
    var systemDisk = new SystemDisk(linux.blockDevices(), linux.efiVariables());
    var meta = new Meta();
    this.parts =
        new NodeParts(
            mode,
            paths,
            commandLine,
            linux,
            clock,
            new SecureRandom(),
            events,
            new Supervisor(clock, events),
            new StageTracker(),
            systemDisk,
            meta,
            new Esp(systemDisk, linux.mounts(), paths.esp()),
            new SlotNotes(meta),
            Release.of(paths),
            new OperationLog(new DurableFile(paths.operations()), clock));
    this.state = new InMemoryState(clock);
    this.store = new ConfigStore(state, new DurableFile(paths.config()));
    var journal = new JournalStore(state, new DurableFile(paths.configJournal()));
    this.upgrades = new Upgrades(slots(), () -> new Registries(store.active()));
    this.installs = new Installs(slots(), linux, () -> new Registries(store.active()));
    this.installRun = new InstallRun(installs, events, parts.stages(), this::reboot);
    this.configurator = new Configurator(store, journal, mode, events, clock, host());
    this.upgradeRun = new UpgradeRun(upgrades, events, parts.stages());
    this.loops = new EpollEventLoopGroup(1);
    this.containerd = new ContainerdClient(paths.containerdSocket(), loops);
    this.kubernetes = kubernetes();
    this.gate = gate();
    this.resets = new Resets(systemDisk, linux.blockDevices(), linux.mounts(), meta);
    this.lifecycle = lifecycle();
    this.engine = new Engine(state, Controllers.all(parts, kubernetes), clock, new Random());
  }

  /** Runs the node that this process is in, and ends the process as init expects it. */
  public static void main(String... args) throws IOException, InterruptedException {
    NodePaths paths = NodePaths.REAL;
    KernelCommandLine commandLine = commandLine(paths);
    Mode mode = Mode.of(commandLine.value("ijen.platform").orElse(Mode.METAL.text()));
    Linux linux = Linux.running();
    Logs.configure(mode, linux.kernelLog(), paths.logs());
    Outcome outcome;
    try (Machined machined = start(mode, paths, commandLine, linux)) {
      Runtime.getRuntime().addShutdownHook(new Thread(machined::terminated));
      outcome = machined.await();
    }
    log.atInfo().addKeyValue("status", outcome.exitStatus()).log("machined ends");
    Runtime.getRuntime().halt(outcome.exitStatus());
  }

  /**
   * Starts a node below any root: the boot sequence runs on threads of its own.
   *
   * @param linux the kernel, or fakes of it
   */
  public static Machined start(
      Mode mode, NodePaths paths, KernelCommandLine commandLine, Linux linux) {
    var machined = new Machined(mode, paths, commandLine, linux);
    machined.publishDefinitions();
    Services.all(machined.parts, machined.containerd, machined.kubernetes, machined::serve)
        .forEach(machined.parts.services()::load);
    machined.engine.start();
    machined.lifecycle.boot();
    return machined;
  }

  /** Waits until the node has come to its end. */
  public Outcome await() throws InterruptedException {
    return lifecycle.await();
  }

  /** Ends everything that this node started. */
  @Override
  public void close() {
    try {
      parts.services().stopAll(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    engine.close();
    containerd.close();
    kubernetes.containerd().close();
    kubernetes.pods().close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }

  private NodeSlots slots() {
    return NodeSlots.of(
        parts.paths(),
        parts.commandLine(),
        parts.release(),
        parts.systemDisk(),
        parts.esp(),
        parts.slots(),
        parts.meta());
  }

  private Lifecycle lifecycle() {
    var maintenance = parts.stages();
    var loader =
        new ConfigLoader(store, configurator, parts.commandLine(), parts.events(), maintenance);
    var sequencer =
        new Sequencer(
            parts.mode(),
            Tasks.all(parts, loader, upgradeRun, gate, resets),
            parts.events(),
            PATIENCE);
    sequencer.addListener(parts.stages());
    return new Lifecycle(parts.mode(), sequencer, parts.events(), this::console, this::noteEnd);
  }

  private KubernetesParts kubernetes() {
    NodePaths paths = parts.paths();
    var client = new ContainerdClient(paths.criSocket(), loops);
    var images = new ContainerImages(client, paths.registryHosts());
    var sysctls = new HostSysctls(parts.mode(), paths, parts.linux().mounts());
    return new KubernetesParts(
        client,
        new ContainerdClient(paths.criSocket(), ContainerdClient.PODS, loops),
        images,
        new EtcdMembership(state, paths),
        new KubeletService(paths, client, images, sysctls),
        store::active);
  }

  private HealthGate gate() {
    return new HealthGate(
        parts.activeSlot(),
        parts.paths().run(),
        HealthDeadline.of(parts.commandLine()),
        parts.release().version(),
        parts.clock(),
        parts.esp(),
        parts.meta(),
        parts.slots(),
        parts.services(),
        this::reboot);
  }

  private void noteEnd(String how) {
    try {
      new Boots(parts.meta()).end(how);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("META was not there to note the end");
    }
  }

  private ConfigHost host() {
    return new ConfigHost() {
      @Override
      public void awaitApi(Duration atMost) throws InterruptedException {
        parts.services().awaitUp(ApidService.ID, atMost);
      }

      @Override
      public Optional<Installation> installation(MachineConfig config) throws NodeException {
        try {
          return installs
              .order(config)
              .map(order -> new Installation(order.disk(), () -> installRun.start(order)));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new NodeException(NodeException.Reason.UNAVAILABLE, "interrupted", e);
        }
      }

      @Override
      public void reboot() {
        Machined.this.reboot();
      }
    };
  }

  private void reboot() {
    lifecycle.request(Sequence.REBOOT);
  }

  private void publishDefinitions() {
    try {
      Definitions.publish(state);
    } catch (StateException e) {
      throw new IllegalStateException("the state of a new node is not empty", e);
    }
  }

  private void serve(Runnable listening) throws IOException, InterruptedException {
    BooleanSupplier configured = () -> store.active().isPresent();
    var node =
        new NodeApi(
            parts.mode(),
            parts.paths(),
            parts.release(),
            parts.events(),
            parts.services(),
            lifecycle,
            configurator,
            parts.linux().kernelLog(),
            parts.clock(),
            configured,
            parts.meta(),
            parts.operations(),
            upgrades,
            upgradeRun,
            new SlotChanges(parts.activeSlot(), parts.esp(), parts.meta(), parts.slots()),
            gate,
            resets,
            installs,
            kubernetes.etcd(),
            new NodeImages(kubernetes.containerd(), parts.paths().registryHosts()),
            new NodeImages(kubernetes.pods(), parts.paths().registryHosts()));
    LocalUsers users = LocalUsers.own(ApidService.UID);
    try (var server =
        new ApiServer(parts.paths(), users, configured, loops, Apis.all(node, state))) {
      server.start();
      listening.run();
      server.await();
    }
  }

  /** Ends the node in order when init asks for it; the JVM waits for this. */
  private void terminated() {
    try {
      lifecycle.request(wish());
      Runtime.getRuntime().halt(lifecycle.await().exitStatus());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Sequence wish() {
    try {
      String word = Files.readString(parts.paths().run().resolve("shutdown")).strip();
      return "reboot".equals(word) ? Sequence.REBOOT : Sequence.SHUTDOWN;
    } catch (IOException e) {
      return Sequence.SHUTDOWN; // nobody left a wish: a plain SIGTERM
    }
  }

  private void console(String line) {
    try {
      parts.linux().kernelLog().write(KERN_CRIT, line);
    } catch (IOException e) {
      log.atError().addKeyValue("line", line).setCause(e).log("console cannot be written");
    }
  }

  private static KernelCommandLine commandLine(NodePaths paths) throws IOException {
    Optional<String> given = Optional.ofNullable(System.getenv("IJEN_CMDLINE"));
    return KernelCommandLine.parse(
        given.isPresent() ? given.get() : Files.readString(paths.at("/proc/cmdline")));
  }
}
