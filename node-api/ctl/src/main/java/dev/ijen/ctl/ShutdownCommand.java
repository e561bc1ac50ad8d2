package dev.ijen.ctl;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Powers nodes off. */
@Command(name = "shutdown", description = "Power nodes off.")
final class ShutdownCommand extends NodeCommand {
  @Option(names = "--force", description = "Do not cordon and drain the node first.")
  private boolean force;

  ShutdownCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "ACTOR");
    each(session, node -> node.shutdown(force), (node, actor) -> table.row(node, actor));
    table.print(shell().out());
  }
}
