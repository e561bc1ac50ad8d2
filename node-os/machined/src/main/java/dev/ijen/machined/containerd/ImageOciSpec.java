package dev.ijen.machined.containerd;

import static dev.ijen.machined.containerd.OciSpec.mount;
import static dev.ijen.machined.containerd.OciSpec.ordered;

import dev.ijen.machined.containerd.ImageContainerSpec.Access;
import dev.ijen.machined.containerd.ImageContainerSpec.Bind;
import dev.ijen.machined.containerd.ImageContainerSpec.Privileged;
import dev.ijen.machined.containerd.ImageContainerSpec.Unprivileged;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a container from an image as an OCI runtime configuration. */
final class ImageOciSpec {
  private static final List<String> TEMPORARY = List.of("nosuid", "nodev", "mode=1777", "size=64m");
  private static final List<String> PROC = List.of("nosuid", "noexec", "nodev");
  private static final List<String> DEVICES = List.of("nosuid", "mode=755", "size=64k");

  private ImageOciSpec() {}

  /** The configuration as JSON in UTF-8; equal containers give equal bytes. */
  static byte[] encode(ImageContainerSpec spec) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("ociVersion", "1.1.0");
    tree.put("process", process(spec));
    tree.put("root", ordered("path", "rootfs", "readonly", true));
    tree.put("mounts", mounts(spec));
    tree.put("linux", linux(spec));
    return Json.write(tree).getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> process(ImageContainerSpec spec) {
    var process = new LinkedHashMap<String, Object>();
    var environment = new ArrayList<>(spec.image().environment());
    environment.addAll(spec.environment());
    process.put("args", spec.command());
    process.put("env", environment);
    process.put("cwd", "/");
    switch (spec.privilege()) {
      case Unprivileged(int uid) -> {
        process.put("user", ordered("uid", uid, "gid", uid));
        process.put("capabilities", Map.of());
        process.put("noNewPrivileges", true);
      }
      case Privileged(List<String> capabilities) -> {
        process.put("user", ordered("uid", 0, "gid", 0));
        process.put(
            "capabilities",
            ordered(
                "bounding", capabilities, "effective", capabilities, "permitted", capabilities));
      }
    }
    int files = spec.openFiles();
    process.put("rlimits", List.of(ordered("type", "RLIMIT_NOFILE", "hard", files, "soft", files)));
    if (spec.oomScoreAdj() != 0) {
      process.put("oomScoreAdj", spec.oomScoreAdj());
    }
    return process;
  }

  private static List<Object> mounts(ImageContainerSpec spec) {
    var mounts = new ArrayList<Object>();
    switch (spec.privilege()) {
      case Unprivileged _ -> {
        mounts.add(mount("/proc", "proc", "proc", PROC));
        mounts.add(mount("/dev", "tmpfs", "tmpfs", DEVICES));
      }
      case Privileged _ -> {
        for (String kernel : List.of("/proc", "/sys", "/dev")) {
          mounts.add(mount(kernel, "bind", kernel, Access.WRITABLE.options()));
        }
      }
    }
    mounts.add(mount("/tmp", "tmpfs", "tmpfs", TEMPORARY));
    for (Bind bind : spec.binds()) {
      mounts.add(mount(bind.target(), "bind", bind.source().toString(), bind.access().options()));
    }
    return mounts;
  }

  private static Map<String, Object> linux(ImageContainerSpec spec) {
    var linux = new LinkedHashMap<String, Object>();
    linux.put("cgroupsPath", spec.cgroup());
    switch (spec.privilege()) {
      case Unprivileged _ -> {
        linux.put("namespaces", OciSpec.namespaces());
        linux.put("maskedPaths", OciSpec.masked());
        linux.put("readonlyPaths", OciSpec.readOnly());
        linux.put("resources", devices(false));
        linux.put("seccomp", OciSpec.seccomp());
      }
      case Privileged _ -> {
        linux.put("namespaces", List.of(Map.of("type", "mount")));
        linux.put("resources", devices(true));
        linux.put("rootfsPropagation", "rshared");
      }
    }
    return linux;
  }

  private static Map<String, Object> devices(boolean allow) {
    return Map.of("devices", List.of(ordered("allow", allow, "access", "rwm")));
  }
}
