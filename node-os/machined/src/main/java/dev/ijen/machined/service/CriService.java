package dev.ijen.machined.service;

import dev.ijen.config.MachineConfig;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.cri.CriConfig;
import dev.ijen.machined.cri.KernelLimits;
import dev.ijen.machined.platform.LinkedFolders;
import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The containerd of Kubernetes: runs pods, the kubelet and etcd. Needs a machine config. */
public final class CriService implements Service {
  /** Its id. */
  public static final String ID = "cri";

  private static final String PROGRAM = "containerd";

  private final NodePaths paths;
  private final ContainerdClient client;
  private final Supplier<Optional<MachineConfig>> config;

  /**
   * A containerd that does not run yet.
   *
   * @param config the machine config of the moment
   */
  public CriService(
      NodePaths paths, ContainerdClient client, Supplier<Optional<MachineConfig>> config) {
    this.paths = paths;
    this.client = client;
    this.config = config;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Gate> gates() {
    return List.of(Gate.of("a machine config", () -> config.get().isPresent()));
  }

  @Override
  public boolean holdsBoot() {
    return false;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    Leftover.end(pid(), PROGRAM);
    var places =
        new CriConfig.Places(
            paths.at("/var/lib/containerd"),
            paths.at("/run/containerd-cri"),
            paths.criSocket(),
            paths.registryHosts(),
            paths.at("/etc/cni/net.d"));
    Files.createDirectories(places.root());
    Files.createDirectories(places.state());
    Files.createDirectories(places.hosts());
    LinkedFolders.make(paths.at("/etc/cni"));
    LinkedFolders.make(paths.at("/opt"));
    Files.createDirectories(places.network());
    Files.writeString(configFile(), CriConfig.toml(places, KernelLimits.read(paths)));
  }

  @Override
  public Runner runner() {
    String programs = paths.at("/usr/bin") + ":" + paths.at("/usr/sbin");
    return new ProcessRunner(
        new ProcessRunner.Program(
            List.of(
                paths.at("/usr/bin/containerd").toString(), "--config", configFile().toString()),
            Map.of("PATH", programs),
            new ServiceLog(paths.logs(), ID),
            pid(),
            paths.at("/sys/fs/cgroup/podruntime/runtime")));
  }

  @Override
  public Optional<HealthCheck> health() {
    return Optional.of(HealthCheck.usual(client::version).within(Duration.ofSeconds(5)));
  }

  @Override
  public boolean controllable() {
    return true;
  }

  private Path configFile() {
    return paths.at("/system/run/cri/config.toml");
  }

  private Path pid() {
    return paths.run().resolve("cri.pid");
  }
}
