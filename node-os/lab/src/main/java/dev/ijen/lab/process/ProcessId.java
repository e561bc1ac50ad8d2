package dev.ijen.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for certain: a number alone may have been given to another process since.
 *
 * @param pid the number
 * @param startTicks start time in clock ticks since boot: field 22 of proc_pid_stat(5)
 */
record ProcessId(long pid, String startTicks) {
  /** Fields after the program's name, which is in parentheses and may hold blanks. */
  private static final int START_TIME_AFTER_NAME = 22 - 3;

  private static final int STATE_AFTER_NAME = 0;

  /** Reads the identity of a process that runs now; empty when it is gone or a zombie. */
  static Optional<ProcessId> of(long pid) {
    try {
      return parse(pid, Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static Optional<ProcessId> parse(long pid, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return fields[STATE_AFTER_NAME].equals("Z")
        ? Optional.empty()
        : Optional.of(new ProcessId(pid, fields[START_TIME_AFTER_NAME]));
  }

  static Optional<ProcessId> load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] words = Files.readString(file).strip().split(" ", -1);
    return words.length == 2
        ? Optional.of(new ProcessId(Long.parseLong(words[0]), words[1]))
        : Optional.empty();
  }

  void save(Path file) throws IOException {
    Files.writeString(file, pid + " " + startTicks + "\n");
  }

  boolean isRunning() {
    return of(pid).filter(this::equals).isPresent();
  }
}
