package dev.ijen.lab.measure;

import java.util.Optional;

/**
 * The memory of one process.
 *
 * @param residentKib RSS: pages in memory, shared ones counted in full
 * @param proportionalKib PSS: shared pages counted by the share of this process
 * @see <a href="https://docs.kernel.org/filesystems/proc.html">proc(5), smaps_rollup</a>
 */
public record ProcessMemory(int pid, String command, long residentKib, long proportionalKib) {

  /**
   * Reads a rollup.
   *
   * @param command the process as people know it
   * @return empty for kernel threads, which have no memory of their own
   */
  static Optional<ProcessMemory> of(int pid, String command, String rollup) {
    long resident = kib(rollup, "Rss:");
    long proportional = kib(rollup, "Pss:");
    return resident == 0
        ? Optional.empty()
        : Optional.of(new ProcessMemory(pid, command, resident, proportional));
  }

  private static long kib(String rollup, String field) {
    return rollup
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).replace("kB", "").trim())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }

  /**
   * The name of a process from its argument vector: the role of a JVM of ours, else the program.
   */
  static String name(String cmdline) {
    String[] words = cmdline.split("\0", -1);
    String program = words[0].substring(words[0].lastIndexOf('/') + 1);
    for (String word : words) {
      if (word.startsWith("@") && word.endsWith(".args")) {
        return word.substring(word.lastIndexOf('/') + 1, word.length() - ".args".length());
      }
    }
    return program;
  }
}
