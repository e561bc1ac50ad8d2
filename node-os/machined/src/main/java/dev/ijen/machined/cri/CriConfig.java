package dev.ijen.machined.cri;

import java.nio.file.Path;

/** The configuration of the containerd of Kubernetes. */
public final class CriConfig {
  /** The sandbox of every pod. */
  public static final String SANDBOX = "registry.k8s.io/pause:3.10";

  private static final String DISABLED =
      """
      disabled_plugins = [
        'io.containerd.image-verifier.v1.bindir',
        'io.containerd.internal.v1.tracing',
        'io.containerd.monitor.container.v1.restart',
        'io.containerd.nri.v1.nri',
        'io.containerd.snapshotter.v1.blockfile',
        'io.containerd.snapshotter.v1.erofs',
        'io.containerd.tracing.processor.v1.otlp',
      ]
      """;

  private CriConfig() {}

  /**
   * Where things are.
   *
   * @param root where containerd keeps images and its database
   * @param state where it keeps what lives as long as its shims
   * @param hosts a folder with a {@code hosts.toml} for each registry
   * @param network where configurations of the pods' network lie
   */
  public record Places(Path root, Path state, Path socket, Path hosts, Path network) {}

  /**
   * The file as TOML. Where the node may not lower scores of the out-of-memory killer, containerd
   * keeps to its own: the sandbox of a pod asks for -998 and could not start.
   */
  public static String toml(Places places, KernelLimits limits) {
    boolean restricted = !limits.raisesLimits();
    return """
        version = 4
        root = '%1$s'
        state = '%2$s'
        oom_score = %6$d
        imports = []
        %7$s
        [plugins.'io.containerd.server.v1.grpc']
          address = '%3$s'
        [plugins.'io.containerd.server.v1.ttrpc']
          address = '%3$s.ttrpc'
        [plugins.'io.containerd.cri.v1.images'.registry]
          config_path = '%4$s'
        [plugins.'io.containerd.cri.v1.images'.pinned_images]
          sandbox = '%9$s'
        [plugins.'io.containerd.cri.v1.runtime']
          restrict_oom_score_adj = %8$b
          disable_apparmor = true
        [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
          runtime_type = 'io.containerd.runc.v2'
        [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
          SystemdCgroup = false
        [plugins.'io.containerd.cri.v1.runtime'.cni]
          bin_dirs = ['/opt/cni/bin', '/usr/lib/cni']
          conf_dir = '%5$s'
        """
        .formatted(
            places.root(),
            places.state(),
            places.socket(),
            places.hosts(),
            places.network(),
            restricted ? 0 : -500,
            DISABLED,
            restricted,
            SANDBOX);
  }
}
