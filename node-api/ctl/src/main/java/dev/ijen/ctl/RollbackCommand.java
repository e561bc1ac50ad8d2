package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeLife;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes back to the release in the other slot. */
@Command(name = "rollback", description = "Go back to the release in the other slot.")
final class RollbackCommand extends NodeCommand {
  @Mixin private WaitOptions waiting = new WaitOptions();

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
    if (!waiting.wanted()) {
      return "rebooting";
    }
    before.awaitNext(waiting.timeout());
    return node.version().getVersion().getTag();
  }
}
