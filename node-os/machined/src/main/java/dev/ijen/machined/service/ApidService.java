package dev.ijen.machined.service;

import dev.ijen.machined.containerd.ContainerRun;
import dev.ijen.machined.containerd.ContainerSpec;
import dev.ijen.machined.containerd.ContainerSpec.Bind;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * apid: the program itself in a container without privileges, which sees machined only through its
 * socket.
 */
public final class ApidService implements Service {
  /** Its id. */
  public static final String ID = "apid";

  /** User and group of apid. */
  public static final int UID = 50;

  private static final int PORT = 50000;

  private final Mode mode;
  private final NodePaths paths;
  private final ContainerdClient client;
  private final List<Gate> gates;

  /**
   * An apid that does not run yet.
   *
   * @param gates what must hold first, such as its certificates
   */
  public ApidService(Mode mode, NodePaths paths, ContainerdClient client, List<Gate> gates) {
    this.mode = mode;
    this.paths = paths;
    this.client = client;
    this.gates = List.copyOf(gates);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> needs() {
    return List.of(ContainerdService.ID);
  }

  @Override
  public List<Gate> gates() {
    return gates;
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(paths.apidSocket().getParent());
    new ServiceLog(paths.logs(), ID).bound();
  }

  @Override
  public Runner runner() {
    return started -> new ContainerRun(client, spec()).run(started::as);
  }

  @Override
  public Optional<HealthCheck> health() {
    return Optional.of(HealthCheck.usual(ApidService::connect).within(Duration.ofSeconds(2)));
  }

  private ContainerSpec spec() {
    return new ContainerSpec(
        ID,
        paths.at("/usr/lib/ijen/roots/apid"),
        UID,
        List.of("/usr/lib/ijen/java/bin/java", "@/usr/lib/ijen/apid.args"),
        List.of("PATH=/usr/bin", "MALLOC_ARENA_MAX=1"),
        binds(),
        "/system/apid",
        mode == Mode.METAL ? -998 : 0,
        new ServiceLog(paths.logs(), ID).file());
  }

  private List<Bind> binds() {
    return List.of(
        bind("/usr"),
        bind("/lib"),
        bind("/lib64"),
        bind("/etc"),
        bind("/system/etc"),
        bind("/system/run/apid"));
  }

  private Bind bind(String path) {
    return new Bind(paths.at(path), path);
  }

  /** Connects to the port and hangs up. */
  private static void connect() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 1000);
    }
  }
}
