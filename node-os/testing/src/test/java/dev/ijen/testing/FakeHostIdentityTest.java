package dev.ijen.testing;

import dev.ijen.linux.HostIdentity;

class FakeHostIdentityTest extends HostIdentityContract {
  private final FakeHostIdentity host = new FakeHostIdentity();

  @Override
  HostIdentity host() {
    return host;
  }
}
