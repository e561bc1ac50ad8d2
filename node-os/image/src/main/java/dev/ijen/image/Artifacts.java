package dev.ijen.image;

import dev.ijen.image.boot.BootParts;
import dev.ijen.release.OciLayout;
import java.nio.file.Path;

/** A finished image: one folder that never changes again, named by the hash of all its inputs. */
public record Artifacts(Path folder) {
  /** The root file system as a folder: container mode runs from it, read-only. */
  public Path root() {
    return folder.resolve("root");
  }

  /** The same as erofs with its dm-verity tree: the content of a BOOT partition. */
  public Path rootImage() {
    return folder.resolve("root.erofs");
  }

  /** The UKI that boots {@link #rootImage} from the slot {@code a} or {@code b}. */
  public Path uki(String slot) {
    return folder.resolve("ijen-" + slot + ".efi");
  }

  /**
   * The signed release of this image, as an OCI layout: what nodes are installed and upgraded by.
   */
  public OciLayout installer() {
    return new OciLayout(folder.resolve("installer"));
  }

  /** What UKIs are made of. */
  public BootParts bootParts() {
    return new BootParts(folder.resolve("boot"));
  }

  /** A sparse GPT disk that firmware can boot; copy it before use. */
  public Path disk() {
    return folder.resolve("disk.img");
  }

  /** The Debian packages inside, one a line. */
  public Path packages() {
    return folder.resolve("packages.txt");
  }

  /** Version, dm-verity table, and size and SHA-256 of the files that a release ships, as JSON. */
  public Path manifest() {
    return folder.resolve("manifest.json");
  }
}
