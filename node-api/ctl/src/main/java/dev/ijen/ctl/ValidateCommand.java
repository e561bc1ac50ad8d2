package dev.ijen.ctl;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.Problem;
import dev.ijen.config.Validation;
import dev.ijen.config.ValidationContext;
import dev.ijen.config.ValidationContext.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks a machine config without a node. */
@Command(name = "validate", description = "Check a machine config file.")
final class ValidateCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The machine config.")
  private Path file = Path.of("");

  @Option(
      names = {"-m", "--mode"},
      required = true,
      paramLabel = "MODE",
      description = "The kind of node: metal, cloud or container.")
  private Platform mode = Platform.METAL;

  @Option(names = "--strict", description = "Take warnings for errors.")
  private boolean strict;

  ValidateCommand(Root root) {
    this.shell = root.shell();
  }

  @Override
  public Integer call() throws IOException {
    try {
      MachineConfig config = MachineConfig.decode(Files.read(file));
      Validation found = config.validate(new ValidationContext(mode, true, strict));
      found.warnings().forEach(warning -> shell.err().println("warning: " + warning));
      return found.isValid() ? valid() : invalid(found.problems());
    } catch (ConfigException e) {
      return invalid(e.problems());
    }
  }

  private int valid() {
    shell.out().println(file + " is valid for " + EnumWord.word(mode) + " mode");
    return 0;
  }

  private int invalid(List<Problem> problems) {
    problems.forEach(problem -> shell.err().println("error: " + file + ": " + problem));
    return 1;
  }
}
