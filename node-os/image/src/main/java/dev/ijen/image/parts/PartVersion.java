package dev.ijen.image.parts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of an upstream, as {@code 1.37.2}, without the {@code v} of its tag.
 *
 * @param text all of it, a suffix such as {@code -rc.1} included
 */
public record PartVersion(String text) {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(-[0-9A-Za-z.]+)?");

  public PartVersion {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a version MAJOR.MINOR.PATCH: " + text);
    }
  }

  /** Replaces {@code ${version}}, {@code ${major}}, {@code ${minor}} and {@code ${patch}}. */
  String fill(String template) {
    Matcher numbers = FORM.matcher(text);
    if (!numbers.matches()) {
      throw new AssertionError(text);
    }
    return template
        .replace("${version}", text)
        .replace("${major}", numbers.group(1))
        .replace("${minor}", numbers.group(2))
        .replace("${patch}", numbers.group(3));
  }

  /** As the Go module proxy and tags of images have it: {@code v1.37.2}. */
  public String tag() {
    return "v" + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
