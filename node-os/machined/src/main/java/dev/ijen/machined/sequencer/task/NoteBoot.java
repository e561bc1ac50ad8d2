package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.slot.BootStart;
import dev.ijen.machined.slot.HealthGate;
import dev.ijen.slots.ActiveSlot;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that the machine has booted, and lets the health gate watch from now on. */
public final class NoteBoot implements TaskBody {
  private static final Logger log = LoggerFactory.getLogger(NoteBoot.class);

  private final Optional<ActiveSlot> active;
  private final BootStart start;
  private final HealthGate gate;

  /**
   * Notes it so.
   *
   * @param active empty for a kernel that was not booted from a slot: then nothing is noted
   */
  public NoteBoot(Optional<ActiveSlot> active, BootStart start, HealthGate gate) {
    this.active = active;
    this.start = start;
    this.gate = gate;
  }

  @Override
  public Outcome run() throws IOException, InterruptedException {
    if (active.isPresent()) {
      start.run(active.get());
      Thread.ofVirtual().name("health-gate").start(this::watch);
    }
    return Outcome.proceed();
  }

  private void watch() {
    try {
      gate.run();
    } catch (InterruptedException e) {
      log.atDebug().log("health gate was interrupted");
    }
  }
}
