package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeLife;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes back to the release in the other slot. */
@Command(name = "rollback", description = "Go back to the release in the other slot.")
final class RollbackCommand extends NodeCommand {
  @Option(
      names = "--wait",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Wait until the nodes are back; --wait=false returns at once.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "30m",
      paramLabel = "DURATION",
      description = "How long to wait.")
  private Duration timeout = Duration.ofMinutes(30);

  RollbackCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "VERSION");
    each(session, this::rollback, (node, version) -> table.row(node, version));
    table.print(shell().out());
  }

  private String rollback(NodeCalls node) throws NodeCallException, InterruptedException {
    NodeLife before = NodeLife.present(node, InstantSource.system());
    node.upgrades().rollback();
    if (!wait) {
      return "rebooting";
    }
    before.awaitNext(timeout);
    return node.version().getVersion().getTag();
  }
}
