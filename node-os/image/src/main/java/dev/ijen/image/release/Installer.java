package dev.ijen.image.release;

import dev.ijen.image.boot.Disk;
import dev.ijen.image.boot.Verity;
import dev.ijen.release.Blob;
import dev.ijen.release.Digest;
import dev.ijen.release.OciLayout;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.release.ReleaseVersion;
import dev.ijen.release.Signatures;
import dev.ijen.release.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The installer image of a release: all that a slot needs.
 *
 * @param version of the release
 * @param rootImage content of a BOOT partition
 * @param verity its dm-verity table
 * @param ukis by slot, {@code a} and {@code b}
 * @param kernelArguments besides slot and verity
 * @param extensions names of the system extensions inside
 */
public record Installer(
    String version,
    Path rootImage,
    Verity verity,
    Map<String, Path> ukis,
    List<String> kernelArguments,
    List<String> extensions) {

  public Installer {
    ukis = Map.copyOf(ukis);
    kernelArguments = List.copyOf(kernelArguments);
    extensions = List.copyOf(extensions);
  }

  /**
   * Writes the image.
   *
   * @param key absent for one that no node takes
   * @return its digest
   */
  public Digest write(OciLayout layout, Optional<SigningKey> key) throws IOException {
    ReleaseManifest manifest = manifest();
    return layout.write(
        manifest,
        key.map(present -> Signatures.of(manifest.encode(), present)),
        Map.of("root", rootImage, "uki-a", uki("a"), "uki-b", uki("b")));
  }

  private ReleaseManifest manifest() throws IOException {
    var blobs = new TreeMap<String, Blob>();
    for (Map.Entry<String, Path> uki : ukis.entrySet()) {
      blobs.put(uki.getKey(), Blob.ofFile(uki.getValue()));
    }
    return new ReleaseManifest(
        ReleaseVersion.parse(version),
        Blob.ofFile(rootImage),
        verity.argument(),
        blobs,
        kernelArguments,
        extensions,
        Disk.LEAST_BYTES);
  }

  private Path uki(String slot) {
    Path uki = ukis.get(slot);
    if (uki == null) {
      throw new IllegalArgumentException("no UKI of slot " + slot);
    }
    return uki;
  }
}
