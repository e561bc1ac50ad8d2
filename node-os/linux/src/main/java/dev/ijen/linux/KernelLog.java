package dev.ijen.linux;

import java.io.IOException;

/**
 * The kernel's log buffer.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/abi-testing.html">/dev/kmsg</a>
 */
public interface KernelLog {

  /** Where a reader begins. */
  enum Start {
    /** The oldest record that the buffer still holds. */
    OLDEST,
    /** The next record that comes. */
    NEXT
  }

  /** Opens a reader of its own position. */
  KernelLogReader open(Start start) throws IOException;

  /**
   * Writes a line to the log, and so to the console.
   *
   * @param level 0 (emergency) to 7 (debug)
   * @param line without newline; the kernel cuts it at about 1000 bytes
   */
  void write(int level, String line) throws IOException;
}
