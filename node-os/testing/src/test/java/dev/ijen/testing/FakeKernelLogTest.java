package dev.ijen.testing;

import dev.ijen.linux.KernelLog;

class FakeKernelLogTest extends KernelLogContract {
  private final FakeKernelLog log = new FakeKernelLog("booting");

  @Override
  KernelLog log() {
    return log;
  }
}
