package dev.ijen.lab.registry;

import dev.ijen.image.Artifacts;
import dev.ijen.image.parts.CacheLock;
import dev.ijen.image.release.Fault;
import dev.ijen.image.release.VariantRelease;
import dev.ijen.release.OciLayout;
import dev.ijen.release.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Releases that come after a built image and are signed by the key that it trusts. Each is made
 * once: the image's folder is named by the hash of all that goes into it, the key included.
 *
 * @param image what they are variants of
 * @param cache folder for all releases of all images
 * @param key signs them
 */
public record Successors(Artifacts image, Path cache, SigningKey key) {
  /**
   * Makes a release, or finds it.
   *
   * @param version its version
   * @param fault what is wrong with it, on purpose
   */
  public OciLayout release(String version, Optional<Fault> fault)
      throws IOException, InterruptedException {
    String name = fault.map(present -> version + "-" + present.text()).orElse(version);
    Path folder = cache.resolve(image.folder().getFileName() + "-" + name);
    try (CacheLock _ = CacheLock.of(folder)) {
      if (!Files.exists(folder)) {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        VariantRelease.of(image, version, fault).write(unfinished, Optional.of(key));
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return new OciLayout(folder);
  }
}
