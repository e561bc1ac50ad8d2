package dev.ijen.slots;

/** The slot that this boot runs from: nothing of it is ever written. */
public record ActiveSlot(Slot slot) {

  /** The one that may be written. */
  public InactiveSlot inactive() {
    return new InactiveSlot(slot.other());
  }
}
