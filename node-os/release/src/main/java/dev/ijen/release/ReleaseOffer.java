package dev.ijen.release;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A release as a registry shows it, before anything large is fetched.
 *
 * @param digest of the image manifest
 * @param image the image manifest
 * @param manifestText the release manifest in UTF-8: the bytes that are signed
 * @param signatures what the image brings along
 * @param available how many bytes the registry says it has of each blob; a blob that it does not
 *     have is not here
 */
public record ReleaseOffer(
    Digest digest,
    OciImage image,
    String manifestText,
    Optional<Signatures> signatures,
    Map<Digest, Long> available) {
  public ReleaseOffer {
    available = Map.copyOf(available);
  }

  /** The bytes that are signed. */
  public byte[] manifestBytes() {
    return manifestText.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The release manifest.
   *
   * @throws ReleaseException when the bytes are something else
   */
  public ReleaseManifest manifest() throws ReleaseException {
    return ReleaseManifest.decode(manifestBytes());
  }
}
