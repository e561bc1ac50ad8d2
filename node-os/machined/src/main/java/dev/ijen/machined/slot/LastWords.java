package dev.ijen.machined.slot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What kernels that panicked have left in pstore: each file a part of the kernel's log, the last
 * part first.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/abi-testing.html">sysfs-fs-pstore</a>
 */
public final class LastWords {
  private static final int MOST_CHARS = 8 << 10;
  private static final Pattern HEAD = Pattern.compile("(Panic|Oops)#(\\d+) Part(\\d+)\n");

  private final Path folder;

  /** Those in this folder, {@code /sys/fs/pstore}. */
  public LastWords(Path folder) {
    this.folder = folder;
  }

  /** A part of the log of one kernel. */
  private record Part(Path file, boolean panic, int number, long time, String text) {}

  /**
   * The log of the last kernel that panicked, in order, its end rather than its beginning; empty if
   * none did.
   */
  public String read() throws IOException {
    List<Part> panics =
        parts().stream().filter(Part::panic).sorted(Comparator.comparingLong(Part::time)).toList();
    if (panics.isEmpty()) {
      return "";
    }
    long last = panics.getLast().time();
    var text = new StringBuilder();
    panics.stream()
        .filter(part -> last - part.time() <= 1)
        .sorted(Comparator.comparingInt(Part::number).reversed())
        .forEach(part -> text.append(part.text()));
    return text.length() > MOST_CHARS
        ? text.substring(text.length() - MOST_CHARS)
        : text.toString();
  }

  /** Removes all, so that they are not taken for those of another boot. */
  public void clear() throws IOException {
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  private List<Part> parts() throws IOException {
    var parts = new ArrayList<Part>();
    for (Path file : files()) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      Matcher head = HEAD.matcher(text);
      if (head.lookingAt()) {
        parts.add(
            new Part(
                file,
                head.group(1).toLowerCase(Locale.ROOT).equals("panic"),
                Integer.parseInt(head.group(3)),
                Files.getLastModifiedTime(file).toMillis() / 1000,
                text.substring(head.end())));
      }
    }
    return parts;
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("dmesg-"))
          .sorted()
          .toList();
    }
  }
}
