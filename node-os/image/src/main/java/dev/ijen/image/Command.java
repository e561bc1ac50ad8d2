package dev.ijen.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a program of the build host to its end. */
public final class Command {
  private static final int QUOTED_OUTPUT_CHARS = 4000;

  private Command() {}

  /**
   * Runs the program and returns what it printed, standard error included.
   *
   * @param words program and arguments; each is turned into a string
   * @throws IOException if the program cannot be started or ends with a status other than 0; the
   *     message holds the command and the end of its output
   */
  public static String run(Object... words) throws IOException, InterruptedException {
    return run(Map.of(), Arrays.stream(words).map(Object::toString).toList());
  }

  /** Like {@link #run(Object...)}, with variables added to the environment. */
  public static String run(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process process = builder.start();
    String output;
    try {
      output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "%s: status %d: %s".formatted(String.join(" ", words), status, end(output)));
      }
    } finally {
      process.destroy();
    }
    return output;
  }

  private static String end(String output) {
    String text = output.strip();
    return text.length() <= QUOTED_OUTPUT_CHARS
        ? text
        : "…" + text.substring(text.length() - QUOTED_OUTPUT_CHARS);
  }
}
