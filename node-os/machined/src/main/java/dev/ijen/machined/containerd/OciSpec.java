package dev.ijen.machined.containerd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a container as an OCI runtime configuration.
 *
 * @see <a href="https://github.com/opencontainers/runtime-spec/blob/v1.3.0/config.md">runtime-spec
 *     1.3.0</a>
 */
final class OciSpec {
  private static final List<String> NAMESPACES = List.of("pid", "ipc", "uts", "mount", "cgroup");
  private static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/proc/scsi");
  private static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  /** System calls that no service of ours makes and that have opened kernels before. */
  private static final List<String> REFUSED_CALLS =
      List.of(
          "add_key",
          "bpf",
          "delete_module",
          "finit_module",
          "fsconfig",
          "fsmount",
          "fsopen",
          "init_module",
          "io_uring_enter",
          "io_uring_register",
          "io_uring_setup",
          "kexec_file_load",
          "kexec_load",
          "keyctl",
          "mount",
          "mount_setattr",
          "move_mount",
          "open_by_handle_at",
          "open_tree",
          "perf_event_open",
          "pivot_root",
          "process_vm_writev",
          "ptrace",
          "reboot",
          "request_key",
          "setns",
          "swapon",
          "umount2",
          "unshare",
          "userfaultfd");

  private OciSpec() {}

  /** The configuration as JSON in UTF-8; equal containers give equal bytes. */
  static byte[] encode(ContainerSpec spec) {
    return Json.write(tree(spec)).getBytes(StandardCharsets.UTF_8);
  }

  /** The namespaces of its own that an unprivileged container gets. */
  static List<Map<String, String>> namespaces() {
    return NAMESPACES.stream().map(name -> Map.of("type", name)).toList();
  }

  /** What of /proc nobody sees. */
  static List<String> masked() {
    return MASKED;
  }

  /** What of /proc nobody writes. */
  static List<String> readOnly() {
    return READ_ONLY;
  }

  private static Map<String, Object> tree(ContainerSpec spec) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("ociVersion", "1.1.0");
    tree.put("process", process(spec));
    tree.put("root", ordered("path", spec.root().toString(), "readonly", true));
    tree.put("mounts", mounts(spec));
    tree.put("linux", linux(spec));
    return tree;
  }

  private static Map<String, Object> process(ContainerSpec spec) {
    var process = new LinkedHashMap<String, Object>();
    process.put("user", ordered("uid", spec.uid(), "gid", spec.uid()));
    process.put("args", spec.command());
    process.put("env", spec.environment());
    process.put("cwd", "/");
    process.put("capabilities", Map.of());
    process.put("noNewPrivileges", true);
    process.put("rlimits", List.of(ordered("type", "RLIMIT_NOFILE", "hard", 8192, "soft", 8192)));
    if (spec.oomScoreAdj() != 0) {
      process.put("oomScoreAdj", spec.oomScoreAdj());
    }
    return process;
  }

  private static List<Object> mounts(ContainerSpec spec) {
    var mounts = new ArrayList<Object>();
    mounts.add(mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")));
    mounts.add(mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "mode=755", "size=64k")));
    mounts.add(
        mount("/tmp", "tmpfs", "tmpfs", List.of("nosuid", "nodev", "mode=1777", "size=16m")));
    mounts.add(
        mount("/system", "tmpfs", "tmpfs", List.of("nosuid", "nodev", "mode=755", "size=64k")));
    for (ContainerSpec.Bind bind : spec.binds()) {
      String source = bind.source().toString();
      mounts.add(mount(bind.target(), "bind", source, List.of("rbind", "ro", "nosuid", "nodev")));
    }
    return mounts;
  }

  static Map<String, Object> mount(
      String destination, String type, String source, List<String> options) {
    return ordered("destination", destination, "type", type, "source", source, "options", options);
  }

  private static Map<String, Object> linux(ContainerSpec spec) {
    var linux = new LinkedHashMap<String, Object>();
    linux.put("cgroupsPath", spec.cgroup());
    linux.put("namespaces", namespaces());
    linux.put("maskedPaths", MASKED);
    linux.put("readonlyPaths", READ_ONLY);
    linux.put("resources", Map.of("devices", List.of(ordered("allow", false, "access", "rwm"))));
    linux.put("seccomp", seccomp());
    return linux;
  }

  /** The system calls that services do not make are refused. */
  static Map<String, Object> seccomp() {
    return ordered(
        "defaultAction",
        "SCMP_ACT_ALLOW",
        "architectures",
        List.of("SCMP_ARCH_X86_64"),
        "syscalls",
        List.of(ordered("names", REFUSED_CALLS, "action", "SCMP_ACT_ERRNO", "errnoRet", 1)));
  }

  static Map<String, Object> ordered(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }
}
