package dev.ijen.image;

import dev.ijen.image.boot.Disk;
import dev.ijen.image.boot.Epoch;
import dev.ijen.image.boot.Verity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** Turns a tree into the content of a BOOT partition: erofs and its dm-verity tree. */
public final class RootImage {
  private static final int SALT_CHARS = 64;

  private RootImage() {}

  /**
   * Writes the image.
   *
   * @param identity hex digits, at least 64, that identifier and salt are derived from
   */
  public static Verity write(Path tree, Path image, String identity)
      throws IOException, InterruptedException {
    Command.run(
        "mkfs.erofs",
        "--quiet",
        "--all-root",
        "-x-1",
        "-zlz4",
        "-C65536",
        "-T" + Epoch.SECONDS,
        "-U" + Disk.id(identity, "root"),
        image,
        tree);
    return Verity.append(image, HexFormat.of().parseHex(identity.substring(0, SALT_CHARS)));
  }
}
