package dev.ijen.image.parts;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the Go program in a part's folder and hands over what it prints, line by line. */
final class GoCommand {
  private static final int LINES_KEPT = 25;

  private final Path go;
  private final Path folder;
  private final Map<String, String> environment;

  GoCommand(Path go, Path folder, Map<String, String> environment) {
    this.go = go;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Runs to the end.
   *
   * @param lines gets each line of output and error output
   * @throws PartsException with the last lines, when the exit status is not 0
   */
  void run(List<String> arguments, Consumer<String> lines)
      throws PartsException, IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(go.toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("GOTOOLCHAIN", "local");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      Deque<String> last = copyLines(process, lines);
      int status = process.waitFor();
      if (status != 0) {
        throw new PartsException(
            "go %s in %s ended with %d:%n%s"
                .formatted(arguments.getFirst(), folder, status, String.join("\n", last)));
      }
    } finally {
      process.destroy();
    }
  }

  private static Deque<String> copyLines(Process process, Consumer<String> lines)
      throws IOException {
    var last = new ArrayDeque<String>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
        last.add(line);
        if (last.size() > LINES_KEPT) {
          last.remove();
        }
      }
    }
    return last;
  }
}
