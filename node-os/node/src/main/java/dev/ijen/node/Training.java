package dev.ijen.node;

import static dev.ijen.machined.platform.Mode.CONTAINER;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.ijen.api.common.ContainerDriver;
import dev.ijen.api.cosi.ListRequest;
import dev.ijen.api.cosi.StateGrpc;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ApplyConfigurationRequest.Mode;
import dev.ijen.api.machine.DmesgRequest;
import dev.ijen.api.machine.EventsRequest;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.MachineServiceGrpc.MachineServiceBlockingStub;
import dev.ijen.api.machine.ReadRequest;
import dev.ijen.apid.Apid;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.ConfigGenerator;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.config.talosconfig.TalosContext;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.Link;
import dev.ijen.linux.LinkChange;
import dev.ijen.linux.Linux;
import dev.ijen.machined.Logs;
import dev.ijen.machined.Machined;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.NodePaths;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the life of a node once, all roles in one process, so that the AOT cache holds the classes
 * of all of them: maintenance mode, a config, and the calls that people make. The image build runs
 * it in the finished root file system, in namespaces of its own.
 */
final class Training {
  private static final Logger log = LoggerFactory.getLogger(Training.class);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int ROUNDS = 20;
  private static final List<String> TYPES =
      List.of(
          "ResourceDefinitions.meta.cosi.dev",
          "Services.v1alpha1.talos.dev",
          "MachineStatuses.runtime.talos.dev");

  private final ClusterInput cluster =
      ClusterInput.of(
              "training",
              "https://127.0.0.1:6443",
              SecretsBundle.generate(Clock.systemUTC(), new SecureRandom()))
          .withCertSans(List.of("127.0.0.1"));

  private Training() {}

  /** Runs the training and ends the process, with status 0 when all calls went well. */
  static void main(String... args) {
    if (args.length != 0) {
      throw new IllegalArgumentException("train takes no arguments");
    }
    try {
      run();
      log.atInfo().log("training is done");
      System.exit(0);
    } catch (Exception e) {
      log.atError().setCause(e).log("training failed");
      System.exit(1);
    }
  }

  private static void run() throws Exception {
    Path root = Files.createTempDirectory("training");
    Files.createDirectories(root.resolve("system/state"));
    for (String kernel : List.of("proc", "sys", "dev")) {
      Files.createSymbolicLink(root.resolve(kernel), Path.of("/", kernel));
    }
    Linux linux = Linux.running();
    raiseLoopback(linux);
    var paths = new NodePaths(root);
    Logs.configure(CONTAINER, linux.kernelLog(), paths.logs());
    Machined machined =
        Machined.start(CONTAINER, paths, KernelCommandLine.parse("ijen.platform=container"), linux);
    Path socket = root.resolve("system/run/apid/machine.sock");
    await("socket of machined", () -> Files.exists(socket));
    Apid apid = Apid.start(socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    new Training().play(apid.port());
    apid.close();
    machined.close();
  }

  private void play(int port) throws Exception {
    ManagedChannel anyone = TrainingClient.anonymous(port);
    var maintenance = MachineServiceGrpc.newBlockingStub(anyone);
    maintenance.version(Empty.getDefaultInstance());
    byte[] config =
        ConfigGenerator.generate(cluster).controlPlane().encode().getBytes(StandardCharsets.UTF_8);
    maintenance.applyConfiguration(apply(config, true));
    maintenance.applyConfiguration(apply(config, false));
    anyone.shutdownNow();

    TalosContext context =
        ConfigGenerator.talosconfig(
                cluster, List.of("127.0.0.1"), Clock.systemUTC(), new SecureRandom())
            .current()
            .orElseThrow();
    ManagedChannel admin = TrainingClient.mutual(port, context);
    var stub = MachineServiceGrpc.newBlockingStub(admin);
    await("certificates of the config", () -> answers(admin, stub));
    for (int round = 0; round < ROUNDS; round++) {
      calls(admin, stub);
    }
    stub.applyConfiguration(apply(config, true));
    admin.shutdownNow();
  }

  private static void calls(ManagedChannel channel, MachineServiceBlockingStub stub) {
    stub.hostname(Empty.getDefaultInstance());
    stub.serviceList(Empty.getDefaultInstance());
    stub.read(ReadRequest.newBuilder().setPath("/proc/version").build())
        .forEachRemaining(chunk -> {});
    stub.list(dev.ijen.api.machine.ListRequest.newBuilder().setRoot("/proc/sys").build())
        .forEachRemaining(file -> {});
    stub.logs(
            LogsRequest.newBuilder()
                .setNamespace("system")
                .setDriver(ContainerDriver.CONTAINERD)
                .setId("machined")
                .setTailLines(10)
                .build())
        .forEachRemaining(chunk -> {});
    stub.dmesg(DmesgRequest.newBuilder().setTail(true).build()).forEachRemaining(chunk -> {});
    stub.events(EventsRequest.newBuilder().setTailEvents(5).build()).next();
    for (String type : TYPES) {
      String namespace = type.contains(".meta.") ? "meta" : "runtime";
      StateGrpc.newBlockingStub(channel)
          .list(ListRequest.newBuilder().setNamespace(namespace).setType(type).build())
          .forEachRemaining(resource -> {});
    }
  }

  private static boolean answers(ManagedChannel channel, MachineServiceBlockingStub stub) {
    try {
      stub.withDeadlineAfter(10, TimeUnit.SECONDS).version(Empty.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      channel.resetConnectBackoff();
      return false;
    }
  }

  private static ApplyConfigurationRequest apply(byte[] config, boolean dryRun) {
    return ApplyConfigurationRequest.newBuilder()
        .setData(ByteString.copyFrom(config))
        .setMode(Mode.NO_REBOOT)
        .setDryRun(dryRun)
        .build();
  }

  private static void raiseLoopback(Linux linux) throws IOException, ErrnoException {
    for (Link link : linux.links().list()) {
      if ("lo".equals(link.name())) {
        linux.links().change(link.index(), LinkChange.toUp());
      } else {
        throw new IOException(
            "training wants a network namespace of its own: there is a link " + link.name());
      }
    }
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(LIMIT);
    while (!condition.call()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException("waited " + LIMIT + " for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
