package dev.ijen.image.root;

import java.util.List;
import java.util.regex.Pattern;

/** The list of classes that the JVM writes after a run and reads to make its archive. */
final class ClassList {
  private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");

  private ClassList() {}

  /**
   * Makes the list of one run comparable with that of another: without comments, load order and its
   * numbers, hints for linked archives, and classes of loaders that the archive cannot serve.
   */
  static List<String> normalize(List<String> observed) {
    return observed.stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
        .filter(line -> !line.contains(" source: "))
        .map(line -> NUMBER.matcher(line).replaceFirst(""))
        .distinct()
        .sorted()
        .toList();
  }
}
