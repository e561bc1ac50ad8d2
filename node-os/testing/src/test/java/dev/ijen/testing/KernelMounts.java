package dev.ijen.testing;

import dev.ijen.linux.Linux;
import dev.ijen.linux.Mounts;

/** Needs a mount namespace of its own. */
class KernelMounts extends MountsContract {

  @Override
  Mounts mounts() {
    return Linux.running().mounts();
  }
}
