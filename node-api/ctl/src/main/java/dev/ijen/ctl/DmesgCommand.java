package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The kernel log. */
@Command(name = "dmesg", description = "Print the kernel log.")
final class DmesgCommand extends NodeCommand {
  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes.")
  private boolean follow;

  @Option(names = "--tail", description = "With --follow: leave out what came before.")
  private boolean tail;

  @Mixin private InsecureOptions insecure = new InsecureOptions();

  DmesgCommand(Root root) {
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
          try (var log = node.dmesg(follow, tail)) {
            new LogLines(name, shell().out()).copyFrames(log);
          }
        });
  }
}
