package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The log of a service. */
@Command(name = "logs", description = "Print the log of a service.")
final class LogsCommand extends NodeCommand {
  @Parameters(paramLabel = "SERVICE", description = "The service.")
  private String service = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes.")
  private boolean follow;

  @Option(
      names = "--tail",
      defaultValue = "-1",
      paramLabel = "LINES",
      description = "Begin with the last lines (-1: all).")
  private int tail = NodeCalls.ALL;

  @Mixin private InsecureOptions insecure = new InsecureOptions();

  LogsCommand(Root root) {
    super(root);
  }

  @Override
  Session open() throws NodeCallException, UsageException, IOException {
    return Session.either(root(), insecure);
  }

  @Override
  void run(Session session) throws InterruptedException {
    stream(
        session,
        (name, node) -> {
          try (var logs = node.logs(service, follow, tail)) {
            new LogLines(name, shell().out()).copy(logs);
          }
        });
  }
}
