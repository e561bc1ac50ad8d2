package dev.ijen.machined.slot;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.state.KeptSlotTrial;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.wire.ProtoTime;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.Slot;
import java.time.Duration;
import java.util.Optional;

/**
 * An image that is to prove itself.
 *
 * @param generation of the entry that the loader was given
 * @param digest of the release; empty for an image that did not come as one
 * @param by who asked for it
 * @param confirmWithin how long the node waits for a confirmation once its API is open; empty when
 *     its own health is enough
 * @param rollback whether the image ran before
 * @param confirmed whether an operator has confirmed it
 * @param failure why it was given up; empty while it was not
 */
public record SlotTrial(
    Slot slot,
    int generation,
    String digest,
    String version,
    String by,
    Optional<Duration> confirmWithin,
    boolean rollback,
    boolean confirmed,
    String failure) {

  /** An image that was staged. */
  public static SlotTrial upgrade(
      EntryName entry, SlotNote note, String by, Optional<Duration> confirmWithin) {
    return new SlotTrial(
        entry.slot(),
        entry.generation(),
        note.digest(),
        note.version(),
        by,
        confirmWithin,
        false,
        false,
        "");
  }

  /** A return to an image that ran before. */
  static SlotTrial rollback(Slot slot, int generation, SlotNote note, String by) {
    return new SlotTrial(
        slot, generation, note.digest(), note.version(), by, Optional.empty(), true, false, "");
  }

  /** The trial that META knows; empty when there is none. */
  public static Optional<SlotTrial> find(Meta meta) {
    return meta.find(MetaKeys.SLOT_TRIAL).flatMap(SlotTrial::decode);
  }

  /** The same, confirmed. */
  SlotTrial confirm() {
    return new SlotTrial(
        slot, generation, digest, version, by, confirmWithin, rollback, true, failure);
  }

  /** The same, given up. */
  SlotTrial failed(String why) {
    return new SlotTrial(
        slot, generation, digest, version, by, confirmWithin, rollback, confirmed, why);
  }

  /** As META keeps it. */
  public byte[] encode() {
    var kept =
        KeptSlotTrial.newBuilder()
            .setSlot(slot.letter())
            .setGeneration(generation)
            .setDigest(digest)
            .setVersion(version)
            .setBy(by)
            .setRollback(rollback)
            .setConfirmed(confirmed)
            .setFailure(failure);
    confirmWithin.ifPresent(within -> kept.setConfirmWithin(ProtoTime.encode(within)));
    return kept.build().toByteArray();
  }

  /** A record that cannot be decoded is none: the loader's counter alone decides then. */
  private static Optional<SlotTrial> decode(byte[] bytes) {
    try {
      KeptSlotTrial kept = KeptSlotTrial.parseFrom(bytes);
      Optional<Duration> within =
          kept.hasConfirmWithin()
              ? Optional.of(ProtoTime.decode(kept.getConfirmWithin()))
              : Optional.empty();
      return Slot.ofLetter(kept.getSlot())
          .map(
              slot ->
                  new SlotTrial(
                      slot,
                      kept.getGeneration(),
                      kept.getDigest(),
                      kept.getVersion(),
                      kept.getBy(),
                      within,
                      kept.getRollback(),
                      kept.getConfirmed(),
                      kept.getFailure()));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
