package dev.ijen.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a component wrote. */
@Command(name = "logs", description = "Shows the log of a component; without one, lists them.")
public final class LogsCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "COMPONENT", description = "A name from ./ijen logs.")
  private @Nullable String component;

  @Option(names = "-f", description = "Goes on as lines come.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Lab.instance().folder().resolve("log");
    if (component == null) {
      list(folder);
      return 0;
    }
    Path log = folder.resolve(component + ".log").normalize();
    if (!log.startsWith(folder) || !Files.exists(log)) {
      System.err.println("no log of " + component + " in " + folder);
      list(folder);
      return 1;
    }
    return show(log);
  }

  private int show(Path log) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("tail", "-n", follow ? "50" : "+1"));
    if (follow) {
      command.add("-F");
    }
    command.add(log.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      System.out.println("nothing has run yet: ./ijen up");
      return;
    }
    try (Stream<Path> logs = Files.list(folder)) {
      logs.map(log -> log.getFileName().toString().replaceFirst("\\.log$", ""))
          .sorted()
          .forEach(System.out::println);
    }
  }
}
