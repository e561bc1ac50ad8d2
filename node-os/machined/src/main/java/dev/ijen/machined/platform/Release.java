package dev.ijen.machined.platform;

import dev.ijen.config.ProductVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this release is called.
 *
 * @param tag {@code vMAJOR.MINOR.PATCH}; clients compare it with their own
 * @param commit the commit that it was built from, or empty
 * @param built when, or empty: two builds of one commit are the same
 */
public record Release(String tag, String commit, String built) {
  private static final String VERSION = "VERSION_ID=";

  /** The release of this program: the API level and our patch number. */
  public static final Release CURRENT = new Release(ProductVersion.tag(), "", "");

  /** The tag without its {@code v}: as releases are called where they are stored. */
  public String version() {
    return tag.startsWith("v") ? tag.substring(1) : tag;
  }

  /**
   * The release that the root image says it is, in os-release(5); that of this program where there
   * is no such file.
   *
   * @throws IllegalStateException when the file cannot be read: the root is broken
   */
  public static Release of(NodePaths paths) {
    Path file = paths.at("/etc/os-release");
    if (!Files.exists(file)) {
      return CURRENT;
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(VERSION))
          .map(line -> line.substring(VERSION.length()))
          .map(version -> version.startsWith("v") ? version : "v" + version)
          .map(tag -> new Release(tag, "", ""))
          .findFirst()
          .orElse(CURRENT);
    } catch (IOException e) {
      throw new IllegalStateException("read " + file, e);
    }
  }
}
