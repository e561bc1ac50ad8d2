package dev.ijen.testing;

import dev.ijen.linux.Linux;
import dev.ijen.linux.Sysctls;

/** Needs a network namespace of its own, whose parameters it changes. */
class KernelSysctls extends RefusedSysctlsContract {

  @Override
  Sysctls sysctls() {
    return Linux.running().sysctls();
  }
}
