package dev.ijen.prover.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /**
   * The image in a file, as it was built.
   *
   * @throws IOException when the file is not a whole UKI
   */
  public static KnownImage of(Path file, String version, int provedFrom) throws IOException {
    BootFile content = UkiReader.read(Files.readAllBytes(file));
    if (content instanceof BootFile.Loads uki) {
      return new KnownImage(uki.sha256(), version, provedFrom);
    }
    throw new IOException("%s: %s".formatted(file, content));
  }
}
