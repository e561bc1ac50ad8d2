package dev.ijen.machined.release;

import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.registry.Repository.Patience;
import dev.ijen.machined.release.Progress.Step;
import dev.ijen.machined.slot.EspFolder;
import dev.ijen.machined.slot.NewImage;
import dev.ijen.machined.slot.SlotNote;
import dev.ijen.machined.slot.SlotTrial;
import dev.ijen.machined.slot.StepRunner;
import dev.ijen.release.Finding;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.release.ReleaseOffer;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Entry;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.InactiveSlot;
import dev.ijen.slots.TransitionRefusedException;
import dev.ijen.slots.Transitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Upgrades of this node, one at a time: judge a release, write it to the inactive slot, make it the
 * loader's next choice. A downgrade is the same.
 */
public final class Upgrades {
  private static final Logger log = LoggerFactory.getLogger(Upgrades.class);
  private static final String NO_SLOTS =
      "this node has no slots: it runs in a container, whose image is replaced from outside";

  private final NodeSlots slots;
  private final ReleaseJudge judge;
  private final ReentrantLock busy = new ReentrantLock();

  /** Upgrades of a node. */
  public Upgrades(NodeSlots slots, Supplier<Registries> registries) {
    this.slots = slots;
    this.judge = new ReleaseJudge(slots.trust(), registries);
  }

  /**
   * Judges a release; writes nothing.
   *
   * @param image OCI reference
   */
  public Judgement check(String image, boolean allowDowngrade)
      throws NodeException, InterruptedException {
    if (slots.active().isEmpty()) {
      return Judgement.none(Finding.Reason.NO_SLOTS, NO_SLOTS);
    }
    return judge(judge.source(image), Patience.SHORT, allowDowngrade);
  }

  /**
   * Judges a release that is about to be written.
   *
   * @throws NodeException {@code NOT_NOW} with all that speaks against it
   */
  public void requireAcceptable(String image, boolean force)
      throws NodeException, InterruptedException {
    requireSlots();
    ReleaseJudge.accepted(image, judge(judge.source(image), Patience.SHORT, false), force);
  }

  /**
   * Refuses on a node without slots.
   *
   * @throws NodeException {@code NOT_NOW}
   */
  public void requireSlotsFor(String what) throws NodeException {
    if (slots.active().isEmpty()) {
      throw new NodeException(Reason.NOT_NOW, what + ": " + NO_SLOTS);
    }
  }

  /**
   * Writes a release to the inactive slot and reads it back; the loader does not see it. Does
   * nothing when the very release is there already.
   *
   * @param force whether to do it against findings that can be forced
   * @return what is known of the slot then
   * @throws NodeException {@code NOT_NOW} with all findings, before a byte is written; {@code
   *     UNAVAILABLE} when a read or write failed: the running slot is untouched
   */
  public SlotNote prestage(String image, boolean force, Progress progress)
      throws NodeException, InterruptedException {
    ActiveSlot active = requireSlots();
    if (!busy.tryLock()) {
      throw new NodeException(Reason.NOT_NOW, "another upgrade is under way");
    }
    try {
      progress.at(Step.CHECK, 0, 0, "judging " + image);
      ReleaseSource source = judge.source(image);
      Judgement judgement = judge(source, Patience.LONG, false);
      ReleaseOffer offer = ReleaseJudge.accepted(image, judgement, force);
      ReleaseManifest release = ReleaseJudge.manifest(offer);
      return stage(source, offer, release, active, progress);
    } catch (RefusedException e) {
      throw new NodeException(Reason.NOT_NOW, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "upgrade to " + image + ": " + e.getMessage(), e);
    } finally {
      busy.unlock();
    }
  }

  /**
   * Makes what was prestaged the trial entry of the loader; the next boot takes it.
   *
   * @param digest what must be in the inactive slot
   * @param by who asked for it
   * @param confirmWithin how long the node waits for a confirmation; empty when its own health is
   *     enough
   * @throws NodeException {@code NOT_NOW} when something else is there, or nothing
   */
  public EntryName activate(String digest, String by, Optional<Duration> confirmWithin)
      throws NodeException, InterruptedException {
    ActiveSlot active = requireSlots();
    if (!busy.tryLock()) {
      throw new NodeException(Reason.NOT_NOW, "another upgrade is under way");
    }
    try {
      return slots.esp().open(folder -> activate(folder, active, digest, by, confirmWithin));
    } catch (RefusedException e) {
      throw new NodeException(Reason.NOT_NOW, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "activate " + digest + ": " + e.getMessage(), e);
    } finally {
      busy.unlock();
    }
  }

  private SlotNote stage(
      ReleaseSource source,
      ReleaseOffer offer,
      ReleaseManifest release,
      ActiveSlot active,
      Progress progress)
      throws IOException, InterruptedException {
    InactiveSlot target = active.inactive();
    var writer =
        new ReleaseWriter(
            source.pinned(offer.digest()),
            release,
            slots.disk(),
            slots.runningRoot(),
            target,
            progress);
    String digest = offer.digest().toString();
    SlotNote staged = slots.esp().open(folder -> stage(folder, active, writer, release, digest));
    progress.at(Step.DONE, 0, 0, "%s is in slot %s".formatted(release.version(), target.slot()));
    return staged;
  }

  private SlotNote stage(
      EspFolder folder, ActiveSlot active, NewImage writer, ReleaseManifest release, String digest)
      throws IOException, InterruptedException {
    InactiveSlot target = active.inactive();
    SlotNote before = slots.notes().find(target.slot());
    if (before.digest().equals(digest) && folder.has(target.staged())) {
      return before;
    }
    slots.notes().change(target.slot(), _ -> SlotNote.UNKNOWN.because("being written"));
    try {
      new StepRunner(folder, slots.notes(), writer)
          .run(Transitions.stage(slots.entries(folder), active));
    } catch (TransitionRefusedException e) {
      throw new RefusedException(e);
    }
    var note = new SlotNote(release.version().toString(), digest, false, "");
    slots.notes().change(target.slot(), _ -> note);
    log.atInfo()
        .addKeyValue("slot", target.slot())
        .addKeyValue("version", release.version())
        .addKeyValue("digest", digest)
        .log("release staged");
    return note;
  }

  private EntryName activate(
      EspFolder folder,
      ActiveSlot active,
      String digest,
      String by,
      Optional<Duration> confirmWithin)
      throws IOException, InterruptedException {
    InactiveSlot target = active.inactive();
    SlotNote staged = slots.notes().find(target.slot());
    if (!staged.digest().equals(digest) || !folder.has(target.staged())) {
      throw new RefusedException(
          "%s is not staged: slot %s holds %s"
              .formatted(
                  digest,
                  target.slot(),
                  staged.digest().isEmpty() ? "no release" : staged.digest()));
    }
    try {
      var entries = slots.entries(folder);
      EntryName trial = Transitions.trial(entries, target.slot());
      var steps = Transitions.activate(entries, active);
      var plan = SlotTrial.upgrade(trial, staged, by, confirmWithin);
      String present = entries.main(active.slot()).map(Entry::file).orElse("");
      slots
          .meta()
          .change(
              values -> {
                values.put(MetaKeys.SLOT_TRIAL, plan.encode());
                values.put(MetaKeys.UPGRADE, present.getBytes(StandardCharsets.UTF_8));
              });
      new StepRunner(folder, slots.notes(), NewImage.none()).run(steps);
      log.atInfo().addKeyValue("entry", trial).addKeyValue("by", by).log("release activated");
      return trial;
    } catch (TransitionRefusedException e) {
      throw new RefusedException(e);
    }
  }

  private Judgement judge(ReleaseSource source, Patience patience, boolean allowDowngrade)
      throws NodeException, InterruptedException {
    ActiveSlot active = requireSlots();
    return judge.judge(source, patience, () -> slots.facts(active), allowDowngrade);
  }

  private ActiveSlot requireSlots() throws NodeException {
    return slots.active().orElseThrow(() -> new NodeException(Reason.NOT_NOW, NO_SLOTS));
  }

  /** The state of the slots does not allow it; nothing was written. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }

    RefusedException(TransitionRefusedException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
