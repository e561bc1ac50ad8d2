package dev.ijen.lab;

import dev.ijen.lab.command.BootCommand;
import dev.ijen.lab.command.BuildCommand;
import dev.ijen.lab.command.CtlCommand;
import dev.ijen.lab.command.DownCommand;
import dev.ijen.lab.command.EnvCommand;
import dev.ijen.lab.command.LogsCommand;
import dev.ijen.lab.command.MeasureCommand;
import dev.ijen.lab.command.ProveCommand;
import dev.ijen.lab.command.StatusCommand;
import dev.ijen.lab.command.StepException;
import dev.ijen.lab.command.TestCommand;
import dev.ijen.lab.command.UpCommand;
import dev.ijen.lab.command.VersionsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program behind {@code ./ijen}. */
@Command(
    name = "ijen",
    description = "Builds Ijen and runs it on this host.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      BootCommand.class,
      EnvCommand.class,
      TestCommand.class,
      BuildCommand.class,
      VersionsCommand.class,
      MeasureCommand.class,
      ProveCommand.class,
      HelpCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs one command; exit status 0 success, 1 failure, 2 wrong use. */
  public static void main(String[] arguments) {
    CommandLine ijen = new CommandLine(new Main()).addSubcommand(CtlCommand.commandLine());
    System.exit(ijen.setExecutionExceptionHandler(Main::explain).execute(arguments));
  }

  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    if (failure instanceof StepException step) {
      line.getErr().println(step.getMessage());
    } else {
      failure.printStackTrace(line.getErr());
    }
    return 1;
  }
}
