package dev.ijen.ctl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The help of a command, as {@code --help} prints it. */
@Command(name = "help", description = "Print the help of a command.")
final class HelpTopic implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command.")
  private List<String> words = List.of();

  @Override
  public void run() {
    if (spec == null) {
      return;
    }
    CommandLine topic = spec.parent().commandLine();
    for (String word : words) {
      CommandLine inner = topic.getSubcommands().get(word);
      topic = inner == null ? topic : inner;
    }
    topic.usage(spec.commandLine().getOut());
  }
}
