package dev.ijen.machined.runtime;

import dev.ijen.linux.SysctlKey;
import java.util.Optional;

/** How kernel parameters are named as resources. */
final class KernelParams {
  private static final String PREFIX = "proc.sys.";

  private KernelParams() {}

  /** The id of a parameter, the same for both spellings of its key. */
  static String id(String key) {
    return PREFIX + SysctlKey.canonical(key);
  }

  /** The key below {@code /proc/sys}; empty when the id is that of something else. */
  static Optional<String> key(String id) {
    return id.startsWith(PREFIX) ? Optional.of(id.substring(PREFIX.length())) : Optional.empty();
  }

  /** Whether a parameter belongs to the network namespace and not to the whole kernel. */
  static boolean ofNetwork(String key) {
    return key.startsWith("net.");
  }
}
