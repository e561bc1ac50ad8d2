package dev.ijen.image;

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

  /** The UKI that boots {@link #rootImage} from BOOT-A. */
  public Path uki() {
    return folder.resolve("ijen-a.efi");
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
