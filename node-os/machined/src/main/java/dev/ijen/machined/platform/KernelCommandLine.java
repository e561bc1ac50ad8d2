package dev.ijen.machined.platform;

import java.util.List;
import java.util.Optional;

/**
 * The words of the kernel command line, in order. In container mode the same words come from {@code
 * IJEN_CMDLINE}.
 *
 * @param words not empty and without spaces each
 */
public record KernelCommandLine(List<String> words) {

  public KernelCommandLine {
    words = List.copyOf(words);
  }

  /** Splits a command line as {@code /proc/cmdline} shows it. */
  public static KernelCommandLine parse(String line) {
    return new KernelCommandLine(
        line.strip().isEmpty() ? List.of() : List.of(line.strip().split("\\s+", -1)));
  }

  /** The value of the last word {@code name=value}, as the kernel takes the last one. */
  public Optional<String> value(String name) {
    String prefix = name + "=";
    return words.reversed().stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .findFirst();
  }

  /** Whether there is a word {@code name} or {@code name=}, whatever its value. */
  public boolean has(String name) {
    return words.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
