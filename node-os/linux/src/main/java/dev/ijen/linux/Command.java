package dev.ijen.linux;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs one of the few programs that do more than a system call. */
final class Command {
  private Command() {}

  /**
   * Runs a program to its end.
   *
   * @throws IOException when it cannot start or ends with a status other than 0, with its output
   */
  static void run(String purpose, List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "%s: %s ended with %d: %s".formatted(purpose, command.getFirst(), status, output));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
