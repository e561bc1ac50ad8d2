package dev.ijen.machined.release;

import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.Action;
import dev.ijen.machined.event.NodeEvent.Failure;
import dev.ijen.machined.event.NodeEvent.SequenceEvent;
import dev.ijen.machined.event.NodeEvent.TaskEvent;
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
    events.publish(new SequenceEvent(SEQUENCE, Optional.of(Action.START), Optional.empty()), actor);
    stages.upgradeBegan();
    try {
      var told = new ToldProgress(progress, actor);
      SlotNote staged = upgrades.prestage(image, force, told);
      EntryName entry = upgrades.activate(staged.digest(), by, Optional.empty());
      told.finish();
      events.publish(
          new SequenceEvent(SEQUENCE, Optional.of(Action.STOP), Optional.empty()), actor);
      return entry;
    } catch (NodeException e) {
      var failure = new Failure(Failure.FATAL, String.valueOf(e.getMessage()));
      events.publish(
          new SequenceEvent(SEQUENCE, Optional.of(Action.STOP), Optional.of(failure)), actor);
      throw e;
    } finally {
      stages.upgradeEnded();
    }
  }

  /** Tells each step of the writing as a task. */
  private final class ToldProgress implements Progress {
    private final Progress next;
    private final String actor;
    private Optional<Step> present = Optional.empty();

    ToldProgress(Progress next, String actor) {
      this.next = next;
      this.actor = actor;
    }

    @Override
    public void at(Step step, long bytes, long total, String message) {
      if (present.filter(step::equals).isEmpty()) {
        finish();
        present = Optional.of(step);
        tell(step, Action.START);
      }
      next.at(step, bytes, total, message);
    }

    void finish() {
      present.ifPresent(step -> tell(step, Action.STOP));
      present = Optional.empty();
    }

    private void tell(Step step, Action action) {
      events.publish(new TaskEvent(name(step), action), actor);
    }

    private static String name(Step step) {
      return switch (step) {
        case CHECK -> "checkRelease";
        case WRITE_ROOT -> "writeRoot";
        case VERIFY_ROOT -> "verifyRoot";
        case WRITE_UKI -> "writeUKI";
        case VERIFY_UKI -> "verifyUKI";
        case DONE -> "activate";
      };
    }
  }
}
