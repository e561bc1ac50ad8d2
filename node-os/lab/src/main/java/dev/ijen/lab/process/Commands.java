package dev.ijen.lab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs programs to their end. */
public final class Commands {
  private static final int LINES_KEPT = 20;

  private Commands() {}

  /**
   * Runs a program and gives what it printed.
   *
   * @throws CommandException when it ends with a status other than 0
   */
  public static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    if (status != 0) {
      throw failed(command, status, output);
    }
    return output;
  }

  /** As {@link #run(List)}. */
  public static String run(String... command) throws IOException, InterruptedException {
    return run(List.of(command));
  }

  /** Whether a program ends with status 0; what it prints is dropped. */
  public static boolean succeeds(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process.waitFor() == 0;
  }

  /**
   * Runs a program in a folder and hands over each line it prints.
   *
   * @return its exit status
   */
  public static int follow(
      List<String> command, Path folder, Map<String, String> environment, Consumer<String> lines)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      try (BufferedReader reader = process.inputReader()) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.accept(line);
        }
      }
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }

  /**
   * As {@link #follow}, for a program that must succeed.
   *
   * @throws CommandException with the last lines otherwise
   */
  public static void require(
      List<String> command, Path folder, Map<String, String> environment, Consumer<String> lines)
      throws IOException, InterruptedException {
    Deque<String> last = new ArrayDeque<>();
    int status =
        follow(
            command,
            folder,
            environment,
            line -> {
              lines.accept(line);
              last.add(line);
              if (last.size() > LINES_KEPT) {
                last.remove();
              }
            });
    if (status != 0) {
      throw failed(command, status, String.join("\n", last));
    }
  }

  private static CommandException failed(List<String> command, int status, String output) {
    return new CommandException(
        "`%s` ended with %d%n%s".formatted(String.join(" ", command), status, output));
  }
}
