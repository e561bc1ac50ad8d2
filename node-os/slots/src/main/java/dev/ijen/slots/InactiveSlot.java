package dev.ijen.slots;

/** The slot that this boot does not run from: the only one that may be written. */
public record InactiveSlot(Slot slot) {

  /** The name of its boot image while it is written; removed at the next start. */
  public String temporary() {
    return FileNames.temporary(slot);
  }

  /** The name of its boot image once it is whole; the loader does not see it. */
  public String staged() {
    return FileNames.staged(slot);
  }
}
