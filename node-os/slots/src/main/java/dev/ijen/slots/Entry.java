package dev.ijen.slots;

/**
 * A boot entry in the folder of the loader.
 *
 * @param file the name as it stands there, which may differ from {@code name.file()}, as in {@code
 *     +3-0}
 * @param bytes size of the file
 */
public record Entry(EntryName name, String file, long bytes) {

  /** An entry under its usual name. */
  public static Entry of(EntryName name, long bytes) {
    return new Entry(name, name.file(), bytes);
  }

  /** Whether the loader skips it, as if it were not there. */
  public boolean empty() {
    return bytes == 0;
  }

  /** Whether the loader takes it before one without tries. */
  public boolean bootable() {
    return !empty() && !name.exhausted();
  }
}
