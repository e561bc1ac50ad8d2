package dev.ijen.prover.boot;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A boot entry as systemd-boot sees it.
 *
 * @param file its name
 * @param id the name in lower case without the counter
 * @param left tries left; -1 if it is not counted
 * @param done tries done
 */
public record LoaderEntry(String file, String id, int left, int done, BootFile content) {
  private static final Pattern COUNTED =
      Pattern.compile("(.+)\\+(\\d{1,9})(?:-(\\d{1,9}))?(\\.efi)", Pattern.CASE_INSENSITIVE);

  /** Reads the counter in the name. */
  public static LoaderEntry of(String file, BootFile content) {
    Matcher matcher = COUNTED.matcher(file);
    if (!matcher.matches()) {
      return new LoaderEntry(file, file.toLowerCase(Locale.ROOT), -1, 0, content);
    }
    String id = (matcher.group(1) + matcher.group(4)).toLowerCase(Locale.ROOT);
    int done = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return new LoaderEntry(file, id, Integer.parseInt(matcher.group(2)), done, content);
  }

  /** Whether the loader reads a file of this name at all. */
  public static boolean isName(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return lower.endsWith(".efi") && !lower.startsWith(".") && !lower.startsWith("auto-");
  }

  boolean counts() {
    return left >= 0;
  }

  /** What it is after the loader took it. */
  LoaderEntry taken() {
    return left > 0 ? new LoaderEntry(file, id, left - 1, done + 1, content) : this;
  }
}
