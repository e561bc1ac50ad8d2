package dev.ijen.testing;

import dev.ijen.linux.Mounts;

class FakeMountsTest extends MountsContract {
  private final FakeMounts mounts = new FakeMounts();

  @Override
  Mounts mounts() {
    return mounts;
  }
}
