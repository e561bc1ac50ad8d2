package dev.ijen.prover.boot;

/**
 * A boot image that a build made: no other bytes may ever be started.
 *
 * @param sha256 of the UKI, hex
 * @param version for people
 * @param provedFrom index of the log entry from which on it is known to boot; 0 for the image that
 *     was there first, {@link #NEVER} for one that may fail all the time
 */
public record KnownImage(String sha256, String version, int provedFrom) {
  /** It has not proved itself in the whole log. */
  public static final int NEVER = Integer.MAX_VALUE;
}
