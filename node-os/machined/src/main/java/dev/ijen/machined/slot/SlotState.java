package dev.ijen.machined.slot;

import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.slots.Entries;
import dev.ijen.slots.Entry;
import dev.ijen.slots.Slot;
import dev.ijen.slots.Tries;
import java.util.Optional;

/** Says of a slot what its entry, its notes and the running kernel tell. */
final class SlotState {
  private SlotState() {}

  /**
   * The status of a slot.
   *
   * @param staged whether an image is in it that the loader does not see yet
   */
  static SlotStatus of(Slot slot, Slot active, Entries entries, boolean staged, SlotNote note) {
    Optional<Entry> main = entries.main(slot);
    Optional<Tries> tries = main.flatMap(entry -> entry.name().tries());
    return SlotStatus.newBuilder()
        .setSlot(slot.name())
        .setState(state(slot, entries, staged))
        .setActive(slot == active)
        .setVersion(note.version())
        .setDigest(note.digest())
        .setGeneration(main.map(entry -> entry.name().generation()).orElse(0))
        .setTriesLeft(tries.map(Tries::left).orElse(0))
        .setTriesDone(tries.map(Tries::done).orElse(0))
        .setNext(entries.next().filter(next -> next.name().slot() == slot).isPresent())
        .setReason(note.reason())
        .build();
  }

  private static SlotStatus.State state(Slot slot, Entries entries, boolean staged) {
    Optional<Entry> main = entries.main(slot);
    if (main.isEmpty()) {
      return staged ? SlotStatus.State.STAGED : SlotStatus.State.EMPTY;
    }
    if (main.get().name().exhausted()) {
      return SlotStatus.State.BAD;
    }
    return entries.proved().contains(slot) ? SlotStatus.State.GOOD : SlotStatus.State.TRIAL;
  }
}
