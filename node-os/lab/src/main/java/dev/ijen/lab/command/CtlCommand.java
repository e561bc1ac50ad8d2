package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One call of ijenctl to the nodes of this checkout, without the exports of {@code ./ijen env}. */
@Command(
    name = "ctl",
    description = "Runs ijenctl with the talosconfig of this checkout: ./ijen ctl services")
public final class CtlCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ARGUMENT", description = "Command, options and arguments of ijenctl.")
  private final List<String> arguments = new ArrayList<>();

  /** The command line of {@code ./ijen ctl}: it leaves options to ijenctl. */
  public static CommandLine commandLine() {
    return new CommandLine(new CtlCommand()).setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instance instance = Lab.instance();
    Path ijenctl = instance.folder().resolve("bin/ijenctl");
    if (!Files.isExecutable(ijenctl)) {
      System.err.println("nothing runs: ./ijen up or ./ijen boot");
      return 1;
    }
    var command = new ArrayList<String>();
    command.add(ijenctl.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Path talosconfig = instance.folder().resolve("talosconfig");
    if (Files.exists(talosconfig)) {
      builder.environment().put("TALOSCONFIG", talosconfig.toString());
    }
    return builder.start().waitFor();
  }
}
