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
 * What kernels that panicked have left in pstore: each file a part of the kernel's log. The end of
 * the log is part 1, which the kernel writes first; part 2 is what comes before it, and so on.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/abi-testing.html">sysfs-fs-pstore</a>
 */
public final class LastWords {
  private static final int MOST_CHARS = 8 << 10;
  private static final Pattern HEAD = Pattern.compile("(Panic|Oops)#(\\d+) Part(\\d+)\n");
  private static final Comparator<Part> AS_WRITTEN =
      Comparator.comparingLong(Part::time).thenComparingInt(Part::number);

  private final Path folder;

  /** Those in this folder, {@code /sys/fs/pstore}. */
  public LastWords(Path folder) {
    this.folder = folder;
  }

  /**
   * A part of the log of one kernel.
   *
   * @param time when it was written, in seconds
   */
  private record Part(boolean panic, int number, long time, String text) {}

  /**
   * The log of the last kernel that panicked, in order; empty if none did. Of a long one the last
   * whole lines.
   */
  public String read() throws IOException {
    var text = new StringBuilder();
    for (Part part : lastPanic().reversed()) {
      text.append(part.text());
    }
    return end(text);
  }

  private static String end(StringBuilder text) {
    if (text.length() <= MOST_CHARS) {
      return text.toString();
    }
    int from = text.length() - MOST_CHARS;
    int line = text.indexOf("\n", from - 1) + 1;
    return text.substring(line == 0 || line == text.length() ? from : line);
  }

  /**
   * Its parts, as they were written. Firmware may take seconds for each, so it is their numbers
   * that tell where one panic ends and the next begins.
   */
  private List<Part> lastPanic() throws IOException {
    List<Part> panics = parts().stream().filter(Part::panic).sorted(AS_WRITTEN).toList();
    int first = Math.max(0, panics.size() - 1);
    while (first > 0 && panics.get(first - 1).number() < panics.get(first).number()) {
      first--;
    }
    return panics.subList(first, panics.size());
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
