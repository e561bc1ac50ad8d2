package dev.ijen.machined.service;

import dev.ijen.machined.containerd.ContainerRun;
import dev.ijen.machined.containerd.ContainerdClient;
import dev.ijen.machined.containerd.ImageContainerSpec;
import dev.ijen.machined.containerd.ImageContainerSpec.Access;
import dev.ijen.machined.containerd.ImageContainerSpec.Bind;
import dev.ijen.machined.containerd.ImageContainerSpec.Privileged;
import dev.ijen.machined.containerd.UnpackedImage;
import dev.ijen.machined.cri.ContainerImages;
import dev.ijen.machined.cri.HostSysctls;
import dev.ijen.machined.cri.KernelLimits;
import dev.ijen.machined.platform.LinkedFolders;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.SecretFolder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kubelet, with what it was last told to run with. */
public final class KubeletService implements Service {
  /** Its id. */
  public static final String ID = "kubelet";

  private static final Logger log = LoggerFactory.getLogger(KubeletService.class);
  private static final URI HEALTH = URI.create("http://127.0.0.1:10248/healthz");
  private static final int OOM_SCORE = -450;

  /** What the kubelet shares with the node, at the same path on both sides. */
  private static final List<String> SHARED =
      List.of("/var/lib/kubelet", "/var/lib/containerd", "/var/log", "/run");

  private static final List<String> WRITTEN = List.of("/etc/kubernetes", "/etc/cni");

  private static final List<String> READ =
      List.of(
          "/etc/os-release",
          "/etc/machine-id",
          "/etc/hosts",
          "/etc/resolv.conf",
          "/usr/lib/modules");

  private final NodePaths paths;
  private final ContainerdClient containerd;
  private final ContainerImages images;
  private final HostSysctls sysctls;
  private final AtomicReference<@Nullable Wanted> wanted = new AtomicReference<>();
  private @Nullable Thread running; // guarded by this
  private boolean changed; // guarded by this

  /**
   * What the kubelet is to run with.
   *
   * @param image reference
   * @param args flags
   * @param files contents by path: configuration and secrets
   */
  public record Wanted(String image, List<String> args, Map<String, String> files) {
    /** Copies list and map. */
    public Wanted {
      args = List.copyOf(args);
      files = Map.copyOf(files);
    }

    @Override
    public String toString() {
      return "Wanted[image=" + image + ", args=" + args + ", files=" + files.keySet() + "]";
    }
  }

  /** A kubelet that does not run yet. */
  public KubeletService(
      NodePaths paths, ContainerdClient containerd, ContainerImages images, HostSysctls sysctls) {
    this.paths = paths;
    this.containerd = containerd;
    this.images = images;
    this.sysctls = sysctls;
  }

  /** Says what to run with; a kubelet that runs with something else is started anew. */
  public void want(Wanted next) {
    Wanted before = wanted.getAndSet(next);
    if (before != null && !before.equals(next)) {
      log.atInfo().addKeyValue("image", next.image()).log("kubelet is to run with something else");
      synchronized (this) {
        changed = true;
        if (running != null) {
          running.interrupt();
        }
      }
    }
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
    return List.of(Gate.of("kubelet spec", () -> wanted.get() != null));
  }

  @Override
  public boolean holdsBoot() {
    return false;
  }

  @Override
  public boolean controllable() {
    return true;
  }

  @Override
  public void prepare() throws IOException {
    for (String folder : SHARED) {
      Files.createDirectories(paths.at(folder));
    }
    for (String folder : WRITTEN) {
      LinkedFolders.make(paths.at(folder));
    }
    Files.createDirectories(paths.at("/etc/cni/net.d"));
    sysctls.shield();
    for (Map.Entry<String, String> file : current().files().entrySet()) {
      int slash = file.getKey().lastIndexOf('/');
      new SecretFolder(paths.at(file.getKey().substring(0, slash)), 0)
          .write(file.getKey().substring(slash + 1), file.getValue());
    }
    new ServiceLog(paths.logs(), ID).bound();
  }

  @Override
  public Runner runner() {
    return started -> {
      Wanted what = current();
      UnpackedImage image = images.ensure(what.image());
      runUntilChanged(new ContainerRun(containerd, container(what, image)), started);
    };
  }

  /** An interrupt that a change caused ends this run alone, and the next one follows. */
  private void runUntilChanged(ContainerRun container, Runner.Started started)
      throws IOException, InterruptedException {
    synchronized (this) {
      running = Thread.currentThread();
      changed = false;
    }
    try {
      container.run(started::as);
    } catch (InterruptedException e) {
      if (!changedMeanwhile()) {
        throw e;
      }
    } finally {
      synchronized (this) {
        running = null;
      }
    }
  }

  private synchronized boolean changedMeanwhile() {
    return changed;
  }

  @Override
  public Optional<HealthCheck> health() {
    return Optional.of(HealthCheck.usual(KubeletService::ask).within(Duration.ofSeconds(5)));
  }

  private Wanted current() {
    Wanted current = wanted.get();
    if (current == null) {
      throw new IllegalStateException("the kubelet starts without a spec");
    }
    return current;
  }

  private ImageContainerSpec container(Wanted what, UnpackedImage image) throws IOException {
    KernelLimits limits = KernelLimits.read(paths);
    var command = new ArrayList<String>();
    command.add("/usr/local/bin/kubelet");
    command.addAll(what.args());
    return new ImageContainerSpec(
        ID,
        image,
        new Privileged(limits.capabilities()),
        command,
        List.of("IJEN_CONFIG=" + Integer.toHexString(what.files().hashCode())),
        binds(),
        "/podruntime/kubelet",
        limits.raisesLimits() ? OOM_SCORE : 0,
        limits.openFiles(),
        new ServiceLog(paths.logs(), ID).file());
  }

  private List<Bind> binds() {
    var binds = new ArrayList<Bind>();
    for (String path : SHARED) {
      binds.add(new Bind(paths.at(path), path, Access.SHARED));
    }
    for (String path : WRITTEN) {
      binds.add(new Bind(paths.at(path), path, Access.WRITABLE));
    }
    for (String path : READ) {
      if (Files.exists(paths.at(path))) {
        binds.add(new Bind(paths.at(path), path, Access.READ_ONLY));
      }
    }
    return binds;
  }

  private static void ask() throws IOException {
    var connection = (HttpURLConnection) HEALTH.toURL().openConnection();
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(2000);
    try {
      int status = connection.getResponseCode();
      if (status != 200) {
        throw new IOException(HEALTH + " answers " + status);
      }
    } finally {
      connection.disconnect();
    }
  }
}
