package dev.ijen.testing;

import dev.ijen.linux.HostIdentity;
import dev.ijen.linux.Linux;

/** Needs a UTS namespace of its own. */
class KernelHostIdentity extends HostIdentityContract {

  @Override
  HostIdentity host() {
    return Linux.running().hostIdentity();
  }
}
