package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.sequencer.TaskException;
import java.io.IOException;

/** Makes sure that the system disk has a META partition. */
public final class ReloadMeta implements TaskBody {
  private final BlockDevices devices;

  /** Looks among these. */
  public ReloadMeta(BlockDevices devices) {
    this.devices = devices;
  }

  @Override
  public Outcome run() throws IOException, TaskException {
    BlockDevice disk = SystemDisk.find(devices);
    if (devices.readTable(disk.device()).find("META").isEmpty()) {
      throw TaskException.retryable("system disk " + disk.name() + " has no partition META");
    }
    return Outcome.proceed();
  }
}
