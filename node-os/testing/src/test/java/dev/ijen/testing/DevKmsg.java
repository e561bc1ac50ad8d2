package dev.ijen.testing;

import dev.ijen.linux.KernelLog;
import dev.ijen.linux.Linux;

/** Writes a few lines of level debug and info to the log of the machine. */
class DevKmsg extends KernelLogContract {

  @Override
  KernelLog log() {
    return Linux.running().kernelLog();
  }
}
