package dev.ijen.machined.release;

import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.registry.RegistryException;
import dev.ijen.machined.registry.Repository;
import dev.ijen.machined.registry.Repository.Manifest;
import dev.ijen.machined.registry.Repository.Patience;
import dev.ijen.release.Blob;
import dev.ijen.release.Digest;
import dev.ijen.release.ImageReference;
import dev.ijen.release.OciImage;
import dev.ijen.release.ReleaseException;
import dev.ijen.release.ReleaseOffer;
import dev.ijen.release.Signatures;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at a release in its registry without fetching anything large. */
record ReleaseSource(ImageReference reference, Registries registries) {

  /**
   * What the registry shows.
   *
   * @throws RegistryException when the registry has no such image, or does not answer
   * @throws ReleaseException when the image is no release
   */
  ReleaseOffer look(Patience patience)
      throws RegistryException, ReleaseException, InterruptedException {
    var repository = new Repository(reference, registries, patience);
    Manifest manifest = repository.manifest();
    OciImage image = OciImage.decode(manifest.copy());
    Blob release =
        image
            .layer(OciImage.RELEASE_TYPE)
            .orElseThrow(() -> new ReleaseException("the image has no release manifest"));
    String text = new String(repository.small(release), StandardCharsets.UTF_8);
    return new ReleaseOffer(
        manifest.digest(),
        image,
        text,
        signatures(repository, image),
        available(repository, image));
  }

  /** The repository, pinned to the image that was looked at. */
  Repository pinned(Digest digest) {
    return new Repository(reference.at(digest), registries, Patience.LONG);
  }

  private static Optional<Signatures> signatures(Repository repository, OciImage image)
      throws RegistryException, ReleaseException, InterruptedException {
    Optional<Blob> layer = image.layer(OciImage.SIGNATURE_TYPE);
    return layer.isEmpty()
        ? Optional.empty()
        : Optional.of(Signatures.decode(repository.small(layer.get())));
  }

  private static Map<Digest, Long> available(Repository repository, OciImage image)
      throws RegistryException, InterruptedException {
    var available = new HashMap<Digest, Long>();
    for (Blob layer : image.layers().values()) {
      repository.size(layer.digest()).ifPresent(bytes -> available.put(layer.digest(), bytes));
    }
    return available;
  }
}
