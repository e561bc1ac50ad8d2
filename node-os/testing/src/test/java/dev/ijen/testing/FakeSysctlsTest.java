package dev.ijen.testing;

import dev.ijen.linux.Sysctls;

class FakeSysctlsTest extends RefusedSysctlsContract {
  private final FakeSysctls sysctls =
      new FakeSysctls()
          .with("net.ipv4.ip_default_ttl", "64")
          .refusing("net.ipv4.ip_default_ttl", "256");

  @Override
  Sysctls sysctls() {
    return sysctls;
  }
}
