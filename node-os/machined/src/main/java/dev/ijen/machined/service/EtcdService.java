package dev.ijen.machined.service;

import dev.ijen.api.resource.etcd.SpecSpec;
import dev.ijen.machined.containerd.ContainerRun;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.containerd.ImageContainerSpec;
import dev.ijen.machined.containerd.ImageContainerSpec.Access;
import dev.ijen.machined.containerd.ImageContainerSpec.Bind;
import dev.ijen.machined.containerd.UnpackedImage;
import dev.ijen.machined.cri.ContainerImages;
import dev.ijen.machined.cri.KernelLimits;
import dev.ijen.machined.etcd.EtcdArguments;
import dev.ijen.machined.etcd.EtcdMembership;
import dev.ijen.machined.etcd.EtcdPlaces;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.SecretFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** etcd, on control planes that are bootstrapped. */
public final class EtcdService implements Service {
  /** Its id. */
  public static final String ID = "etcd";

  private static final int PORT = 2379;
  private static final int OOM_SCORE = -998;
  private static final int OPEN_FILES = 65_536;

  private final NodePaths paths;
  private final ContainerdClient containerd;
  private final ContainerImages images;
  private final EtcdMembership membership;

  /** An etcd that does not run yet. */
  public EtcdService(
      NodePaths paths,
      ContainerdClient containerd,
      ContainerImages images,
      EtcdMembership membership) {
    this.paths = paths;
    this.containerd = containerd;
    this.images = images;
    this.membership = membership;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<String> needs() {
    return List.of(CriService.ID);
  }

  @Override
  public List<Gate> gates() {
    return List.of(
        Gate.of("etcd spec and certificates", () -> membership.spec().isPresent()),
        Gate.of("bootstrap of etcd", membership::mayStart));
  }

  @Override
  public boolean holdsBoot() {
    return false;
  }

  @Override
  public void prepare() throws IOException {
    new SecretFolder(EtcdPlaces.data(paths), EtcdPlaces.UID).make();
    Files.createDirectories(paths.logs());
    new ServiceLog(paths.logs(), ID).bound();
  }

  @Override
  public Runner runner() {
    return started -> {
      SpecSpec spec = membership.spec().orElseThrow(() -> new IOException("there is no etcd spec"));
      UnpackedImage image = images.ensure(spec.getImage());
      new ContainerRun(containerd, container(spec, image)).run(started::as);
    };
  }

  @Override
  public Optional<HealthCheck> health() {
    return Optional.of(HealthCheck.usual(EtcdService::connect).within(Duration.ofSeconds(5)));
  }

  private ImageContainerSpec container(SpecSpec spec, UnpackedImage image) throws IOException {
    KernelLimits limits = KernelLimits.read(paths);
    return new ImageContainerSpec(
        ID,
        image,
        new ImageContainerSpec.Unprivileged(EtcdPlaces.UID),
        EtcdArguments.command(spec, EtcdPlaces.data(paths), EtcdPlaces.secrets(paths)),
        List.of(),
        List.of(
            bind(EtcdPlaces.data(paths).toString(), Access.WRITABLE),
            bind(EtcdPlaces.secrets(paths).toString(), Access.READ_ONLY)),
        "/podruntime/etcd",
        limits.raisesLimits() ? OOM_SCORE : 0,
        Math.min(OPEN_FILES, limits.openFiles()),
        new ServiceLog(paths.logs(), ID).file());
  }

  private static Bind bind(String path, Access access) {
    return new Bind(Path.of(path), path, access);
  }

  private static void connect() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 1000);
    }
  }
}
