package dev.ijen.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One line of {@code /proc/self/mountinfo}.
 *
 * @param root what of the file system is shown, {@code /} unless it is a bind mount of a part
 * @param options of this mount, such as {@code ro} and {@code nosuid}
 * @param superOptions of the file system
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">
 *     proc_pid_mountinfo(5)</a>
 */
public record MountEntry(
    int id,
    int parent,
    String root,
    Path target,
    List<String> options,
    String type,
    String source,
    List<String> superOptions) {

  public MountEntry {
    options = List.copyOf(options);
    superOptions = List.copyOf(superOptions);
  }

  /** Whether writes through this mount are refused. */
  public boolean readOnly() {
    return options.contains("ro") || superOptions.contains("ro");
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException when it is not of the kernel's form
   */
  public static MountEntry parse(String line) {
    List<String> words = Arrays.asList(line.split(" ", -1));
    int dash = words.indexOf("-");
    if (dash < 6 || words.size() < dash + 4) {
      throw new IllegalArgumentException("mountinfo line: " + line);
    }
    return new MountEntry(
        Integer.parseInt(words.get(0)),
        Integer.parseInt(words.get(1)),
        unescape(words.get(3)),
        Path.of(unescape(words.get(4))),
        Arrays.asList(words.get(5).split(",", -1)),
        words.get(dash + 1),
        unescape(words.get(dash + 2)),
        Arrays.asList(words.get(dash + 3).split(",", -1)));
  }

  /** Undoes the kernel's octal escapes of space, tab, newline and backslash. */
  private static String unescape(String word) {
    if (word.indexOf('\\') < 0) {
      return word;
    }
    byte[] from = word.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '\\' && i + 3 < from.length) {
        to[length++] = (byte) Integer.parseInt(word(from, i + 1), 8);
        i += 3;
      } else {
        to[length++] = from[i];
      }
    }
    return new String(to, 0, length, StandardCharsets.UTF_8);
  }

  private static String word(byte[] bytes, int start) {
    return new String(bytes, start, 3, StandardCharsets.US_ASCII);
  }
}
