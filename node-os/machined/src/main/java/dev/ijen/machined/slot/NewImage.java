package dev.ijen.machined.slot;

import dev.ijen.slots.InactiveSlot;
import java.io.IOException;
import java.nio.file.Path;

/** The image that a transition writes, and how. */
public interface NewImage {

  /** Writes the root image into the partition of the slot. */
  void writeRoot(InactiveSlot slot) throws IOException, InterruptedException;

  /** Flushes the partition of the slot. */
  void syncRoot(InactiveSlot slot) throws IOException;

  /**
   * Reads the partition of the slot from the disk itself.
   *
   * @throws IOException when it is not what was written
   */
  void verifyRoot(InactiveSlot slot) throws IOException, InterruptedException;

  /** Writes the boot image to a new file. */
  void writeUki(Path file) throws IOException, InterruptedException;

  /**
   * Reads the boot image from the disk itself.
   *
   * @throws IOException when it is not what was written
   */
  void verifyUki(Path file) throws IOException, InterruptedException;

  /** For transitions that write no image: being asked for one is a bug. */
  static NewImage none() {
    return new NewImage() {
      @Override
      public void writeRoot(InactiveSlot slot) {
        throw new IllegalStateException("no image to write to " + slot);
      }

      @Override
      public void syncRoot(InactiveSlot slot) {
        throw new IllegalStateException("no image to flush in " + slot);
      }

      @Override
      public void verifyRoot(InactiveSlot slot) {
        throw new IllegalStateException("no image to verify in " + slot);
      }

      @Override
      public void writeUki(Path file) {
        throw new IllegalStateException("no image to write to " + file);
      }

      @Override
      public void verifyUki(Path file) {
        throw new IllegalStateException("no image to verify in " + file);
      }
    };
  }
}
