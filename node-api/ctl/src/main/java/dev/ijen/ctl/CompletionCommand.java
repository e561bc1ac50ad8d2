package dev.ijen.ctl;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shell completion. */
@Command(
    name = "completion",
    description = "Print a completion script: source <(ijenctl completion bash).")
final class CompletionCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String kind = "";

  CompletionCommand(Root root) {
    this.shell = root.shell();
  }

  @Override
  public Integer call() throws UsageException {
    if (!kind.equals("bash") && !kind.equals("zsh")) {
      throw new UsageException("completion for " + kind + ": only bash and zsh have one");
    }
    shell.out().print(AutoComplete.bash("ijenctl", Commands.line(shell)));
    return 0;
  }
}
