package dev.ijen.image.parts;

import java.util.Comparator;

/** A Go release, as 1.26.8. */
record GoVersion(int major, int minor, int patch) implements Comparable<GoVersion> {
  private static final Comparator<GoVersion> ORDER =
      Comparator.comparingInt(GoVersion::major)
          .thenComparingInt(GoVersion::minor)
          .thenComparingInt(GoVersion::patch);

  /**
   * Reads {@code 1.26}, {@code 1.26.8} or {@code go1.26.8}.
   *
   * @throws IllegalArgumentException for anything else, as development versions
   */
  static GoVersion parse(String text) {
    String[] parts = (text.startsWith("go") ? text.substring(2) : text).split("\\.", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException("not a Go release: " + text);
    }
    int patch = parts.length == 3 ? Integer.parseInt(parts[2]) : 0;
    return new GoVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), patch);
  }

  @Override
  public int compareTo(GoVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
