package dev.ijen.machined.service;

import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system's containerd: runs apid and trustd, not the containers of Kubernetes. */
public final class ContainerdService implements Service {
  /** Its id. */
  public static final String ID = "containerd";

  private final Mode mode;
  private final NodePaths paths;
  private final Path programs;
  private final ContainerdClient client;

  /**
   * A containerd that does not run yet.
   *
   * @param programs folder of containerd, its shim and runc
   */
  public ContainerdService(Mode mode, NodePaths paths, Path programs, ContainerdClient client) {
    this.mode = mode;
    this.paths = paths;
    this.programs = programs;
    this.client = client;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    Leftover.end(pid(), ID);
    Path socket = paths.containerdSocket();
    Path state = paths.at("/run/containerd");
    Path root = paths.at("/system/var/lib/containerd");
    Files.createDirectories(state);
    Files.createDirectories(root);
    Files.createDirectories(config().getParent());
    Files.writeString(config(), ContainerdConfig.toml(mode, root, state, socket));
  }

  @Override
  public Runner runner() {
    return new ProcessRunner(
        new ProcessRunner.Program(
            List.of(programs.resolve(ID).toString(), "--config", config().toString()),
            Map.of("PATH", programs.toString(), "GOMAXPROCS", "2"),
            new ServiceLog(paths.logs(), ID),
            pid(),
            paths.at("/sys/fs/cgroup/system/runtime")));
  }

  @Override
  public Optional<HealthCheck> health() {
    return Optional.of(HealthCheck.usual(client::version).within(Duration.ofSeconds(5)));
  }

  private Path config() {
    return paths.at("/system/run/containerd/config.toml");
  }

  private Path pid() {
    return paths.run().resolve("containerd.pid");
  }
}
