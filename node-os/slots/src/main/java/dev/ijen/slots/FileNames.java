package dev.ijen.slots;

/** Names in the folder of entries that the loader does not take for entries. */
public final class FileNames {
  private static final String TEMPORARY = ".tmp";
  private static final String STAGED = ".staged";

  private FileNames() {}

  static String temporary(Slot slot) {
    return "ijen-" + slot.letter() + TEMPORARY;
  }

  static String staged(Slot slot) {
    return "ijen-" + slot.letter() + STAGED;
  }

  /** Whether a power cut left this: nobody knows what is in it. */
  public static boolean isTemporary(String name) {
    return name.startsWith("ijen-") && name.endsWith(TEMPORARY);
  }
}
