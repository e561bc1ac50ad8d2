package dev.ijen.machined.slot;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.state.KeptSlot;
import dev.ijen.api.state.KeptSlots;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.slots.Slot;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is known of the slots, kept in META. */
public final class SlotNotes {
  private final Meta meta;

  /** Notes in this META. */
  public SlotNotes(Meta meta) {
    this.meta = meta;
  }

  /** What is known of a slot. */
  public SlotNote find(Slot slot) {
    return all().getOrDefault(slot, SlotNote.UNKNOWN);
  }

  /** The slots whose image passed the health gate. */
  public Set<Slot> proved() {
    var proved = EnumSet.noneOf(Slot.class);
    all()
        .forEach(
            (slot, note) -> {
              if (note.proved()) {
                proved.add(slot);
              }
            });
    return proved;
  }

  /** Notes that the image of a slot passed the health gate. */
  public void prove(Slot slot) throws IOException {
    change(slot, note -> note.proved(true));
  }

  /** Notes that the image of a slot is not known to boot; version and reason stay. */
  public void forget(Slot slot) throws IOException {
    change(slot, note -> note.proved(false));
  }

  /** Changes what is known of a slot; it is kept when this returns. */
  public synchronized void change(Slot slot, UnaryOperator<SlotNote> change) throws IOException {
    Map<Slot, SlotNote> all = all();
    SlotNote before = all.getOrDefault(slot, SlotNote.UNKNOWN);
    SlotNote after = change.apply(before);
    if (!after.equals(before)) {
      all.put(slot, after);
      meta.set(MetaKeys.SLOTS, encode(all));
    }
  }

  private Map<Slot, SlotNote> all() {
    var all = new EnumMap<Slot, SlotNote>(Slot.class);
    for (KeptSlot kept : decode().getSlotsList()) {
      Slot.ofLetter(kept.getSlot())
          .ifPresent(
              slot ->
                  all.put(
                      slot,
                      new SlotNote(
                          kept.getVersion(),
                          kept.getDigest(),
                          kept.getProved(),
                          kept.getReason())));
    }
    return all;
  }

  /** One that cannot be decoded counts as none: nothing is known, and nothing is taken for good. */
  private KeptSlots decode() {
    try {
      return KeptSlots.parseFrom(meta.find(MetaKeys.SLOTS).orElse(new byte[0]));
    } catch (InvalidProtocolBufferException e) {
      return KeptSlots.getDefaultInstance();
    }
  }

  private static byte[] encode(Map<Slot, SlotNote> all) {
    var kept = KeptSlots.newBuilder();
    all.forEach(
        (slot, note) ->
            kept.addSlots(
                KeptSlot.newBuilder()
                    .setSlot(slot.letter())
                    .setVersion(note.version())
                    .setDigest(note.digest())
                    .setProved(note.proved())
                    .setReason(note.reason())));
    return kept.build().toByteArray();
  }
}
