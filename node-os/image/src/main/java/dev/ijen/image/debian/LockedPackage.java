package dev.ijen.image.debian;

/**
 * One package in one version, a line of {@code debian.lock}.
 *
 * @param wanted the name in {@code debian.packages}: for the kernel a name without version
 * @param name the package
 * @param version Debian version, with epoch
 * @param architecture {@code amd64} or {@code all}
 * @param sha256 of the {@code .deb}, in hex
 * @param path below the archive's root
 */
public record LockedPackage(
    String wanted, String name, String version, String architecture, String sha256, String path) {
  private static final int FIELDS = 6;

  public LockedPackage {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("sha256 of " + name + ": " + sha256);
    }
  }

  static LockedPackage parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("debian.lock: not six fields: " + line);
    }
    return new LockedPackage(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);
  }

  /** The line of the lock file. */
  public String format() {
    return String.join("\t", wanted, name, version, architecture, sha256, path);
  }
}
