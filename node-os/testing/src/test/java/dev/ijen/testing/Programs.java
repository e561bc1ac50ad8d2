package dev.ijen.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the host that prepare and judge. */
final class Programs {
  private Programs() {}

  /**
   * Runs a program and returns what it printed.
   *
   * @throws IOException when it fails, with what it printed
   */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(List.of(command) + " ended with " + status + ": " + output);
    }
    return output;
  }
}
