package dev.ijen.machined.block;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.DiskDevice;
import dev.ijen.machined.block.resource.BlockTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows the disks of the machine, by the kernel's names; those made by software are none. */
public final class DiskController implements Controller {
  /** How late a disk that is plugged in may be seen. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final BlockDevices devices;
  private final Path sys;

  /**
   * Shows these disks.
   *
   * @param sys {@code /sys}, which tells what they are
   */
  public DiskController(BlockDevices devices, Path sys) {
    this.devices = devices;
    this.sys = sys;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(BlockTypes.DISKS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(DiskController::tick);
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException {
    for (BlockDevice disk : devices.list()) {
      Optional<DiskDevice> device =
          disk.disk().isPresent() ? Optional.empty() : DiskDevice.of(sys, disk.name());
      if (device.isPresent()) {
        state.modify(BlockTypes.DISKS, disk.name(), Disks.encode(disk, device.get()));
      }
    }
  }

  private static void tick(Runnable wake) throws InterruptedException {
    while (true) {
      wake.run();
      Thread.sleep(LOOK);
    }
  }
}
