package dev.ijen.machined.slot;

import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Entries;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.Slot;
import dev.ijen.slots.TransitionRefusedException;
import dev.ijen.slots.Transitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an operator decides of the slots: confirm a trial, end it, go back. */
public final class SlotChanges {
  private static final String NO_SLOTS =
      "this node has no slots: it runs in a container, whose image is replaced from outside";

  private final Optional<ActiveSlot> active;
  private final Esp esp;
  private final Meta meta;
  private final SlotNotes notes;

  /**
   * Changes of this node.
   *
   * @param active empty where there are no slots
   */
  public SlotChanges(Optional<ActiveSlot> active, Esp esp, Meta meta, SlotNotes notes) {
    this.active = active;
    this.esp = esp;
    this.meta = meta;
    this.notes = notes;
  }

  /** What became of a wish to go back. */
  public enum Returned {
    /** The node runs something else already. */
    NOTHING_TO_DO,
    /** The trial ends; the node starts again by itself. */
    TRIAL_ENDS,
    /** The loader has the other image now; the machine must be started again. */
    RESTART
  }

  /**
   * Confirms the trial of a release.
   *
   * @param digest of the release
   * @throws NodeException {@code NOT_NOW} when the node tries or runs something else
   */
  public void confirm(String digest) throws NodeException {
    ActiveSlot running = require();
    Optional<SlotTrial> trial = trial(running);
    if (trial.isEmpty() || !trial.get().failure().isEmpty()) {
      if (runs(running, digest) && notes.proved().contains(running.slot())) {
        return; // it needs no confirmation any more
      }
      throw new NodeException(Reason.NOT_NOW, "confirm %s: nothing is on trial".formatted(digest));
    }
    if (!trial.get().digest().equals(digest)) {
      throw new NodeException(
          Reason.NOT_NOW, "confirm %s: on trial is %s".formatted(digest, trial.get().digest()));
    }
    keep(trial.get().confirm());
  }

  /**
   * Gives the running release up.
   *
   * @param digest of the release that is given up
   */
  public Returned revert(String digest, String reason, String by)
      throws NodeException, InterruptedException {
    ActiveSlot running = require();
    if (!runs(running, digest)) {
      return Returned.NOTHING_TO_DO;
    }
    Optional<SlotTrial> trial = trial(running);
    if (trial.isPresent()) {
      keep(trial.get().failed("reverted" + (reason.isEmpty() ? "" : ": " + reason)));
      return Returned.TRIAL_ENDS;
    }
    rollBack(by);
    return Returned.RESTART;
  }

  /**
   * Makes the image of the other slot the loader's next choice.
   *
   * @param by who asked for it
   * @throws NodeException {@code NOT_NOW} when there is none that is known to boot, or a trial runs
   */
  public EntryName rollBack(String by) throws NodeException, InterruptedException {
    ActiveSlot running = require();
    try {
      return esp.open(folder -> rollBack(running, folder, by));
    } catch (RefusedException e) {
      throw new NodeException(Reason.NOT_NOW, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "roll back: " + e.getMessage(), e);
    }
  }

  private EntryName rollBack(ActiveSlot running, EspFolder folder, String by)
      throws IOException, InterruptedException {
    Slot other = running.inactive().slot();
    try {
      var entries = new Entries(folder.entries(), notes.proved());
      var steps = Transitions.rollBack(entries, running);
      EntryName next = Transitions.trial(entries, other);
      String present = entries.main(running.slot()).map(entry -> entry.file()).orElse("");
      var trial = SlotTrial.rollback(other, next.generation(), notes.find(other), by);
      meta.change(
          values -> {
            values.put(MetaKeys.SLOT_TRIAL, trial.encode());
            values.put(MetaKeys.UPGRADE, present.getBytes(StandardCharsets.UTF_8));
          });
      new StepRunner(folder, notes, NewImage.none()).run(steps);
      return next;
    } catch (TransitionRefusedException e) {
      throw new RefusedException(e);
    }
  }

  private Optional<SlotTrial> trial(ActiveSlot running) {
    return SlotTrial.find(meta).filter(trial -> trial.slot() == running.slot());
  }

  private boolean runs(ActiveSlot running, String digest) {
    return !digest.isEmpty() && notes.find(running.slot()).digest().equals(digest);
  }

  private void keep(SlotTrial trial) throws NodeException {
    try {
      meta.set(MetaKeys.SLOT_TRIAL, trial.encode());
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "write META: " + e.getMessage(), e);
    }
  }

  private ActiveSlot require() throws NodeException {
    return active.orElseThrow(() -> new NodeException(Reason.NOT_NOW, NO_SLOTS));
  }

  /** The state of the slots does not allow it; nothing was written. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(TransitionRefusedException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
