package dev.ijen.machined;

import dev.ijen.linux.Linux;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.runtime.StageTracker;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.slot.Esp;
import dev.ijen.machined.slot.SlotNotes;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Slot;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** What controllers, tasks and services are made from. */
record NodeParts(
    Mode mode,
    NodePaths paths,
    KernelCommandLine commandLine,
    Linux linux,
    Clock clock,
    SecureRandom random,
    EventBus events,
    Supervisor services,
    StageTracker stages,
    SystemDisk systemDisk,
    Meta meta,
    Esp esp,
    SlotNotes slots,
    Release release,
    OperationLog operations) {

  /** The slot that the kernel came from; empty where there are none, as in a container. */
  Optional<ActiveSlot> activeSlot() {
    return mode == Mode.METAL
        ? commandLine.value("ijen.slot").flatMap(Slot::ofLetter).map(ActiveSlot::new)
        : Optional.empty();
  }
}
