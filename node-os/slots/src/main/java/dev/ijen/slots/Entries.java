package dev.ijen.slots;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a transition decides by.
 *
 * @param all the entries of the folder
 * @param proved the slots whose image passed the health gate and was not written since
 */
public record Entries(List<Entry> all, Set<Slot> proved) {

  /** Copies the collections. */
  public Entries {
    all = List.copyOf(all);
    proved = Set.copyOf(proved);
  }

  /** Entries with other ones proved. */
  public Entries withProved(Collection<Slot> slots) {
    return new Entries(all, Set.copyOf(slots));
  }

  /** The entries of a slot: one, but for leftovers of a power cut. */
  public List<Entry> of(Slot slot) {
    return all.stream().filter(entry -> entry.name().slot() == slot).toList();
  }

  /**
   * The entry of a slot: of several, the one of the newest generation that the loader counts least.
   */
  public Optional<Entry> main(Slot slot) {
    return LoaderOrder.next(of(slot));
  }

  /** The entry that the loader takes next. */
  public Optional<Entry> next() {
    return LoaderOrder.next(all);
  }

  /** Whether the slot has an entry that is known to boot. */
  public boolean dependable(Slot slot) {
    return proved.contains(slot) && of(slot).stream().anyMatch(Entry::bootable);
  }

  /** One more than the newest generation. */
  int nextGeneration() throws TransitionRefusedException {
    int newest =
        all.stream()
            .map(entry -> entry.name().generation())
            .max(Comparator.naturalOrder())
            .orElse(0);
    if (newest == EntryName.MAX_GENERATION) {
      throw new TransitionRefusedException("generation " + newest + " is the last one");
    }
    return newest + 1;
  }
}
