package dev.ijen.release;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code MAJOR.MINOR.PATCH}, with or without a leading {@code v}, optionally with a pre-release
 * behind a hyphen, which is older than the version without it.
 *
 * @param preRelease compared as text; empty for none
 * @see <a href="https://semver.org/#spec-item-11">Semantic Versioning 2.0.0, 11</a>
 */
public record ReleaseVersion(int major, int minor, int patch, String preRelease)
    implements Comparable<ReleaseVersion> {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z.-]{1,64}))?");
  private static final Comparator<ReleaseVersion> ORDER =
      Comparator.comparingInt(ReleaseVersion::major)
          .thenComparingInt(ReleaseVersion::minor)
          .thenComparingInt(ReleaseVersion::patch)
          .thenComparing(version -> version.preRelease.isEmpty())
          .thenComparing(ReleaseVersion::preRelease);

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ReleaseVersion parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a version MAJOR.MINOR.PATCH: " + text);
    }
    String preRelease = form.group(4);
    return new ReleaseVersion(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)),
        preRelease == null ? "" : preRelease);
  }

  @Override
  public int compareTo(ReleaseVersion other) {
    return ORDER.compare(this, other);
  }

  /** Without a leading {@code v}. */
  @Override
  public String toString() {
    String numbers = "%d.%d.%d".formatted(major, minor, patch);
    return preRelease.isEmpty() ? numbers : numbers + "-" + preRelease;
  }
}
