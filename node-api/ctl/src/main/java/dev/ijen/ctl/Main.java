package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** {@code ijenctl}: 0 when all went well, 1 when a node or file failed, 2 for wrong usage. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process. */
  public static void main(String[] args) {
    System.exit(run(Shell.ofProcess(), args));
  }

  /** Runs one command and returns the exit code. */
  static int run(Shell shell, String... args) {
    CommandLine line = Commands.line(shell, args);
    line.setOut(new PrintWriter(shell.out(), true, shell.out().charset()));
    line.setErr(new PrintWriter(shell.err(), true, shell.err().charset()));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setExecutionExceptionHandler((thrown, _, _) -> fail(shell, thrown));
    line.setParameterExceptionHandler((thrown, _) -> misused(shell, thrown));
    int code = line.execute(args);
    shell.out().flush();
    return code;
  }

  private static int misused(Shell shell, ParameterException thrown) {
    String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
    shell.err().println("error: " + thrown.getMessage());
    shell.err().println("see: " + command + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int fail(Shell shell, Exception thrown) throws Exception {
    switch (thrown) {
      case UsageException e -> shell.err().println("error: " + e.getMessage());
      case NodeCallException e -> shell.err().println("error: " + e.getMessage());
      case IOException e -> shell.err().println("error: " + Files.words(e));
      case InterruptedException _ -> shell.err().println("error: interrupted");
      default -> throw thrown;
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
