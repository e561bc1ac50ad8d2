package dev.ijen.slots;

import dev.ijen.slots.Step.Copy;
import dev.ijen.slots.Step.Delete;
import dev.ijen.slots.Step.Forget;
import dev.ijen.slots.Step.Prove;
import dev.ijen.slots.Step.Rename;
import dev.ijen.slots.Step.SyncFile;
import dev.ijen.slots.Step.SyncFolder;
import dev.ijen.slots.Step.SyncRoot;
import dev.ijen.slots.Step.Verify;
import dev.ijen.slots.Step.VerifyRoot;
import dev.ijen.slots.Step.WriteRoot;
import dev.ijen.slots.Step.WriteUki;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ways from one good state to another, as steps. After every prefix of the steps, and whatever
 * a power cut makes of the last ones that were not flushed, an entry that is known to boot is there
 * and the loader comes to it.
 *
 * <p>Two rules do it. An entry that is the only one known to boot is never renamed, for on vfat a
 * rename can leave an empty file until it is flushed; it is copied instead. And it has no counter,
 * so that the loader does not rename it either.
 */
public final class Transitions {
  private Transitions() {}

  /**
   * Writes another image into the inactive slot. What was there is given up first; the loader does
   * not see the new one.
   *
   * @throws TransitionRefusedException when the running image has not proved itself
   */
  public static List<Step> stage(Entries entries, ActiveSlot active)
      throws TransitionRefusedException {
    requireProved(entries, active.slot(), "stage");
    InactiveSlot inactive = active.inactive();
    var steps = new ArrayList<Step>(keepAlone(entries, active.slot()));
    for (Entry given : entries.of(inactive.slot())) {
      steps.add(new Delete(given.file()));
    }
    steps.add(new Delete(inactive.staged()));
    steps.add(new SyncFolder());
    steps.add(new Forget(inactive.slot()));
    steps.add(new WriteRoot(inactive));
    steps.add(new SyncRoot(inactive));
    steps.add(new VerifyRoot(inactive));
    steps.add(new WriteUki(inactive.temporary()));
    steps.add(new SyncFile(inactive.temporary()));
    steps.add(new Verify(inactive.temporary()));
    rename(steps, inactive.temporary(), inactive.staged());
    return List.copyOf(steps);
  }

  /**
   * Shows the staged image to the loader, to be tried three times.
   *
   * @throws TransitionRefusedException when the running image has not proved itself
   */
  public static List<Step> activate(Entries entries, ActiveSlot active)
      throws TransitionRefusedException {
    requireProved(entries, active.slot(), "activate");
    InactiveSlot inactive = active.inactive();
    var steps = new ArrayList<Step>();
    rename(steps, inactive.staged(), trial(entries, inactive.slot()).file());
    return List.copyOf(steps);
  }

  /** The name that {@link #activate} or {@link #rollBack} gives to the entry of the slot. */
  public static EntryName trial(Entries entries, Slot slot) throws TransitionRefusedException {
    return new EntryName(entries.nextGeneration(), slot, Optional.of(Tries.FRESH));
  }

  /**
   * Notes that the running image has passed the health gate, and gives it its tries back so that it
   * falls back if it is damaged later. Without an image to fall back to it loses its counter
   * instead. Empty when there is nothing to do.
   */
  public static List<Step> rearm(Entries entries, ActiveSlot active) {
    var steps = new ArrayList<Step>();
    if (!entries.proved().contains(active.slot())) {
      steps.add(new Prove(active.slot()));
    }
    Entry main = entries.main(active.slot()).orElse(null);
    if (main == null) {
      return List.copyOf(steps);
    }
    if (main.name().tries().isPresent() && !entries.dependable(active.slot().other())) {
      steps.addAll(keepAlone(entries, active.slot()));
      return List.copyOf(steps);
    }
    steps.addAll(surplus(entries, main));
    if (main.name().tries().isPresent()) {
      EntryName fresh = main.name().with(Tries.FRESH);
      if (!main.file().equals(fresh.file())) {
        rename(steps, main.file(), fresh.file());
      }
    }
    return List.copyOf(steps);
  }

  /**
   * Takes the tries of a slot away, so that the next boot goes to the other one.
   *
   * @throws TransitionRefusedException when the other one is not known to boot
   */
  public static List<Step> markBad(Entries entries, Slot slot) throws TransitionRefusedException {
    requireProved(entries, slot.other(), "mark " + slot.partition() + " bad");
    var steps = new ArrayList<Step>(keepAlone(entries, slot.other()));
    Entry main = entries.main(slot).orElse(null);
    if (main != null) {
      steps.addAll(surplus(entries, main));
      if (!main.name().exhausted()) {
        Tries tries = main.name().tries().orElse(Tries.FRESH);
        rename(steps, main.file(), main.name().with(tries.usedUp()).file());
      }
    }
    steps.add(new Forget(slot)); // last: until then its entry may be one that is never counted
    return List.copyOf(steps);
  }

  /**
   * Makes the other image the next one by a new generation, to be tried three times.
   *
   * @throws TransitionRefusedException when the running image has not proved itself, or the other
   *     slot has no image that did
   */
  public static List<Step> rollBack(Entries entries, ActiveSlot active)
      throws TransitionRefusedException {
    requireProved(entries, active.slot(), "roll back");
    Slot other = active.inactive().slot();
    Entry previous = entries.main(other).orElse(null);
    if (previous == null || !entries.proved().contains(other)) {
      throw new TransitionRefusedException(
          "roll back: " + other.partition() + " has no image that is known to boot");
    }
    var steps = new ArrayList<Step>(surplus(entries, previous));
    rename(steps, previous.file(), trial(entries, other).file());
    return List.copyOf(steps);
  }

  /** Makes the entry of a slot one that nobody needs to rename, by a copy. */
  private static List<Step> keepAlone(Entries entries, Slot slot) {
    Entry main = entries.main(slot).orElse(null);
    if (main == null) {
      return List.of();
    }
    if (main.name().tries().isEmpty()) {
      return List.copyOf(surplus(entries, main));
    }
    String temporary = FileNames.temporary(slot);
    String target = main.name().uncounted().file();
    var steps = new ArrayList<Step>();
    for (Entry entry : entries.of(slot)) {
      if (entry.file().equals(target)) {
        steps.add(new Delete(target)); // empty: a power cut came between rename and flush
        steps.add(new SyncFolder());
      }
    }
    steps.add(new Copy(main.file(), temporary));
    steps.add(new SyncFile(temporary));
    steps.add(new Verify(temporary));
    rename(steps, temporary, target);
    for (Entry entry : entries.of(slot)) {
      if (!entry.file().equals(target)) {
        steps.add(new Delete(entry.file()));
      }
    }
    steps.add(new SyncFolder());
    return List.copyOf(steps);
  }

  /** Removes what a power cut left of the slot beside its entry. */
  private static List<Step> surplus(Entries entries, Entry main) {
    var steps = new ArrayList<Step>();
    for (Entry entry : entries.of(main.name().slot())) {
      if (!entry.equals(main)) {
        steps.add(new Delete(entry.file()));
      }
    }
    if (!steps.isEmpty()) {
      steps.add(new SyncFolder());
    }
    return steps;
  }

  private static void rename(List<Step> steps, String from, String to) {
    steps.add(new Rename(from, to));
    steps.add(new SyncFile(to));
    steps.add(new SyncFolder());
  }

  private static void requireProved(Entries entries, Slot slot, String what)
      throws TransitionRefusedException {
    if (!entries.dependable(slot)) {
      throw new TransitionRefusedException(
          "%s: the image in %s has not proved itself".formatted(what, slot.partition()));
    }
  }
}
