package dev.ijen.machined.platform;

import dev.ijen.config.ProductVersion;

/**
 * What this build is called.
 *
 * @param tag {@code vMAJOR.MINOR.PATCH}; clients compare it with their own
 * @param commit the commit that it was built from, or empty
 * @param built when, or empty: two builds of one commit are the same
 */
public record Release(String tag, String commit, String built) {

  /** The release of this program: the API level and our patch number. */
  public static final Release CURRENT = new Release(ProductVersion.tag(), "", "");
}
