package dev.ijen.machined.slot;

/**
 * What the node knows of the image in a slot beyond what its entry says.
 *
 * @param version of the release; empty when unknown
 * @param digest of the release, {@code sha256:…}; empty for an image that did not come as one
 * @param proved whether it passed the health gate since it was written
 * @param reason why it is bad, or who wrote it; may be empty
 */
public record SlotNote(String version, String digest, boolean proved, String reason) {
  /** Nothing is known. */
  public static final SlotNote UNKNOWN = new SlotNote("", "", false, "");

  /** The same, proved or not. */
  public SlotNote proved(boolean now) {
    return new SlotNote(version, digest, now, now ? "" : reason);
  }

  /** The same with a reason. */
  public SlotNote because(String why) {
    return new SlotNote(version, digest, proved, why);
  }

  /** The same with a version, if it had none. */
  public SlotNote versionIfUnknown(String known) {
    return version.isEmpty() ? new SlotNote(known, digest, proved, reason) : this;
  }
}
