package dev.ijen.machined.release;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.runtime.StageTracker;
import dev.ijen.machined.slot.SlotNote;
import dev.ijen.slots.EntryName;
import java.util.Optional;

/** A whole upgrade as the machine API knows it: staged, activated, and told as events. */
public final class UpgradeRun {
  private static final String SEQUENCE = "upgrade";

  private final Upgrades upgrades;
  private final EventBus events;
  private final StageTracker stages;

  /** Runs upgrades of a node. */
  public UpgradeRun(Upgrades upgrades, EventBus events, StageTracker stages) {
    this.upgrades = upgrades;
    this.events = events;
    this.stages = stages;
  }

  /**
   * Writes a release and makes it the loader's next choice; the reboot is left to the caller.
   *
   * @param actor marks the events
   * @param by who asked for it
   * @throws NodeException as {@link Upgrades#prestage}
   */
  public EntryName run(String image, boolean force, String by, String actor, Progress progress)
      throws NodeException, InterruptedException {
    var told = new TaskEvents(events, SEQUENCE, actor, progress);
    told.begin();
    stages.upgradeBegan();
    try {
      SlotNote staged = upgrades.prestage(image, force, told);
      EntryName entry = upgrades.activate(staged.digest(), by, Optional.empty());
      told.done();
      return entry;
    } catch (NodeException e) {
      told.failed(e);
      throw e;
    } finally {
      stages.writingEnded();
    }
  }
}
