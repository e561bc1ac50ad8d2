package dev.ijen.machined.cri;

import dev.ijen.linux.Mounts;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the kubelet from the kernel parameters of a host that a node shares. It insists on three of
 * them, so the node shows it files of its own, with the values that it wants to see.
 */
public final class HostSysctls {
  /** What the kubelet sets at its start (pkg/kubelet/cm, setupKernelTunables). */
  private static final Map<String, String> WANTED =
      Map.of("vm/overcommit_memory", "1", "kernel/panic", "10", "kernel/panic_on_oops", "1");

  private final Mode mode;
  private final NodePaths paths;
  private final Mounts mounts;
  private boolean shielded; // guarded by this

  /** Shields the host of a container node; on a machine of its own it does nothing. */
  public HostSysctls(Mode mode, NodePaths paths, Mounts mounts) {
    this.mode = mode;
    this.paths = paths;
    this.mounts = mounts;
  }

  /** Puts the files in place; once is enough, also over restarts of machined. */
  public synchronized void shield() throws IOException {
    if (mode != Mode.CONTAINER || shielded) {
      return;
    }
    Path folder = Files.createDirectories(paths.run().resolve("sysctl"));
    for (Map.Entry<String, String> parameter : WANTED.entrySet()) {
      Path file = folder.resolve(parameter.getKey().replace('/', '.'));
      Path target = paths.at("/proc/sys/" + parameter.getKey());
      if (!mounts.mounted(target)) {
        Files.writeString(file, parameter.getValue() + "\n");
        mounts.bind(file, target, Set.of());
      }
    }
    shielded = true;
  }
}
