package dev.ijen.machined.cri;

import dev.ijen.machined.platform.NodePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel, or the host that a node shares it with, lets the node do.
 *
 * @param unifiedCgroups whether there is one hierarchy of cgroups; cgroups(7)
 * @param capabilities names of those that the node may have, as {@code CAP_SYS_ADMIN}
 * @param openFiles how many files a process may have open at most
 */
public record KernelLimits(boolean unifiedCgroups, List<String> capabilities, int openFiles) {
  private static final String RESOURCE = "CAP_SYS_RESOURCE";
  private static final int ENOUGH_FILES = 1_000_000;

  /** In the order of their numbers; {@code linux/capability.h}. */
  private static final List<String> NAMES =
      List.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_DAC_READ_SEARCH",
          "CAP_FOWNER",
          "CAP_FSETID",
          "CAP_KILL",
          "CAP_SETGID",
          "CAP_SETUID",
          "CAP_SETPCAP",
          "CAP_LINUX_IMMUTABLE",
          "CAP_NET_BIND_SERVICE",
          "CAP_NET_BROADCAST",
          "CAP_NET_ADMIN",
          "CAP_NET_RAW",
          "CAP_IPC_LOCK",
          "CAP_IPC_OWNER",
          "CAP_SYS_MODULE",
          "CAP_SYS_RAWIO",
          "CAP_SYS_CHROOT",
          "CAP_SYS_PTRACE",
          "CAP_SYS_PACCT",
          "CAP_SYS_ADMIN",
          "CAP_SYS_BOOT",
          "CAP_SYS_NICE",
          RESOURCE,
          "CAP_SYS_TIME",
          "CAP_SYS_TTY_CONFIG",
          "CAP_MKNOD",
          "CAP_LEASE",
          "CAP_AUDIT_WRITE",
          "CAP_AUDIT_CONTROL",
          "CAP_SETFCAP",
          "CAP_MAC_OVERRIDE",
          "CAP_MAC_ADMIN",
          "CAP_SYSLOG",
          "CAP_WAKE_ALARM",
          "CAP_BLOCK_SUSPEND",
          "CAP_AUDIT_READ",
          "CAP_PERFMON",
          "CAP_BPF",
          "CAP_CHECKPOINT_RESTORE");

  /** Copies the list. */
  public KernelLimits {
    capabilities = List.copyOf(capabilities);
  }

  /** Those of this process, from /proc and /sys. */
  public static KernelLimits read(NodePaths paths) throws IOException {
    boolean unified = Files.exists(paths.at("/sys/fs/cgroup/cgroup.controllers"));
    Path self = paths.at("/proc/self");
    return parse(
        unified,
        Files.readString(self.resolve("status")),
        Files.readString(self.resolve("limits")));
  }

  /**
   * From the texts of the files; proc(5).
   *
   * @throws IOException when a line that is needed is missing
   */
  static KernelLimits parse(boolean unified, String status, String limits) throws IOException {
    long bounding = Long.parseUnsignedLong(field(status, "CapBnd:", 1), 16);
    var capabilities = new ArrayList<String>();
    for (int i = 0; i < NAMES.size(); i++) {
      if ((bounding >>> i & 1) == 1) {
        capabilities.add(NAMES.get(i));
      }
    }
    String files = field(limits, "Max open files", 4); // soft, then hard
    int openFiles =
        files.equals("unlimited")
            ? ENOUGH_FILES
            : (int) Math.min(Long.parseLong(files), ENOUGH_FILES);
    return new KernelLimits(unified, capabilities, openFiles);
  }

  /** Whether scores of the out-of-memory killer may be lowered, and limits raised. */
  public boolean raisesLimits() {
    return capabilities.contains(RESOURCE);
  }

  private static String field(String text, String label, int word) throws IOException {
    return text.lines()
        .filter(line -> line.startsWith(label))
        .map(line -> line.split("\\s+", -1)[word])
        .findFirst()
        .orElseThrow(() -> new IOException("/proc/self lacks the line \"" + label + "\""));
  }
}
