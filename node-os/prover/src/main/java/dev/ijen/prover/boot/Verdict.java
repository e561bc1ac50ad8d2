package dev.ijen.prover.boot;

/** What becomes of a machine that is switched on with a disk. */
public sealed interface Verdict {

  /**
   * It comes up.
   *
   * @param entry name of the entry, as it is on the disk before the loader counts
   * @param slot {@code a} or {@code b}
   * @param failedTries starts of other entries that failed before
   * @param trial whether this image has yet to prove itself
   */
  record Boots(String entry, String slot, String version, int failedTries, boolean trial)
      implements Verdict {}

  /** It does not come up without help. */
  record Bricked(String reason) implements Verdict {}
}
