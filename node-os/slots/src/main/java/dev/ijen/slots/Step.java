package dev.ijen.slots;

/**
 * One effect of a transition. File names are those in the folder of entries. A step is done when
 * the next one begins; a power cut may come within any of them.
 */
public sealed interface Step {

  /** Notes durably that the image of the slot is known to boot. */
  record Prove(Slot slot) implements Step {}

  /** Notes durably that nothing is known any more of the image of the slot. */
  record Forget(Slot slot) implements Step {}

  /** Removes a file. */
  record Delete(String file) implements Step {}

  /** Writes the root image into the partition of the slot. */
  record WriteRoot(InactiveSlot slot) implements Step {}

  /** Flushes the partition of the slot. */
  record SyncRoot(InactiveSlot slot) implements Step {}

  /** Reads the partition of the slot from the disk and compares. */
  record VerifyRoot(InactiveSlot slot) implements Step {}

  /** Writes the boot image to a new file. */
  record WriteUki(String file) implements Step {}

  /** Copies a file to a new one. */
  record Copy(String from, String to) implements Step {}

  /** Reads the file from the disk and compares it with what was written or copied. */
  record Verify(String file) implements Step {}

  /** Flushes a file: its content, and on vfat also its size and place after a rename. */
  record SyncFile(String file) implements Step {}

  /** Flushes the folder of entries. */
  record SyncFolder() implements Step {}

  /** Gives a file another name, which no other file has. */
  record Rename(String from, String to) implements Step {}
}
