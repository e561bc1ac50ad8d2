package dev.ijen.machined.service;

import dev.ijen.machined.platform.Mode;
import java.nio.file.Path;

/** The configuration of the system's containerd: no Kubernetes, state that ends with the boot. */
final class ContainerdConfig {
  /** Nothing of the kubelet, nothing that pulls images: this instance only runs our own roots. */
  private static final String DISABLED =
      """
      disabled_plugins = [
        'io.containerd.cri.v1.images',
        'io.containerd.cri.v1.runtime',
        'io.containerd.grpc.v1.cri',
        'io.containerd.image-verifier.v1.bindir',
        'io.containerd.internal.v1.opt',
        'io.containerd.internal.v1.tracing',
        'io.containerd.monitor.container.v1.restart',
        'io.containerd.nri.v1.nri',
        'io.containerd.snapshotter.v1.blockfile',
        'io.containerd.snapshotter.v1.erofs',
        'io.containerd.tracing.processor.v1.otlp',
      ]
      """;

  private ContainerdConfig() {}

  /**
   * The file as TOML.
   *
   * @param root where containerd keeps its database
   * @param state where it keeps what lives as long as its shims
   */
  static String toml(Mode mode, Path root, Path state, Path socket) {
    int oomScore = mode == Mode.CONTAINER ? 0 : -999; // lowering needs CAP_SYS_RESOURCE
    return """
        version = 4
        root = '%s'
        state = '%s'
        oom_score = %d
        imports = []
        %s
        [plugins.'io.containerd.server.v1.grpc']
          address = '%s'
        [plugins.'io.containerd.server.v1.ttrpc']
          address = '%s.ttrpc'
        """
        .formatted(root, state, oomScore, DISABLED, socket, socket);
  }
}
