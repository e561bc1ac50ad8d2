package dev.ijen.machined.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the Kernel Self Protection Project asks of a running kernel, as far as it is enforced.
 *
 * @see <a href="https://kspp.github.io/Recommended_Settings">Recommended Settings</a>
 */
public final class KsppRequirements {
  /** Kernel parameters and their values, in the order in which they are set. */
  public static final SequencedMap<String, String> SYSCTLS =
      ordered(
          "dev.tty.ldisc_autoload=0",
          "dev.tty.legacy_tiocsti=0",
          "fs.protected_symlinks=1",
          "fs.protected_hardlinks=1",
          "fs.protected_fifos=2",
          "fs.protected_regular=2",
          "fs.suid_dumpable=0",
          "kernel.kptr_restrict=2",
          "kernel.dmesg_restrict=1",
          "kernel.perf_event_paranoid=3",
          "kernel.randomize_va_space=2",
          "kernel.yama.ptrace_scope=2",
          "user.max_user_namespaces=0",
          "kernel.unprivileged_bpf_disabled=1",
          "net.core.bpf_jit_harden=2",
          "vm.unprivileged_userfaultfd=0");

  private KsppRequirements() {}

  /** Kernel arguments that are required and not there. */
  public static List<String> missingArguments(KernelCommandLine commandLine) {
    var missing = new ArrayList<String>();
    if (!commandLine.has("slab_nomerge")) {
      missing.add("slab_nomerge");
    }
    if (!commandLine.value("pti").map("on"::equals).orElse(false)) {
      missing.add("pti=on");
    }
    return missing;
  }

  private static SequencedMap<String, String> ordered(String... settings) {
    var map = new LinkedHashMap<String, String>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      map.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return Collections.unmodifiableSequencedMap(map);
  }
}
