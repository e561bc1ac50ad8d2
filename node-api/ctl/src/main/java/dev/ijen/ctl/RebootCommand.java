package dev.ijen.ctl;

import dev.ijen.api.machine.RebootRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeLife;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reboots nodes. */
@Command(name = "reboot", description = "Reboot nodes.")
final class RebootCommand extends NodeCommand {
  @Option(
      names = {"-m", "--mode"},
      defaultValue = "default",
      paramLabel = "MODE",
      description = "default, powercycle (skip kexec) or force (skip graceful steps).")
  private RebootRequest.Mode mode = RebootRequest.Mode.DEFAULT;

  @Mixin private WaitOptions waiting = new WaitOptions();

  RebootCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "ACTOR");
    each(session, this::reboot, (node, actor) -> table.row(node, actor));
    table.print(shell().out());
  }

  private String reboot(NodeCalls node) throws NodeCallException, InterruptedException {
    if (!waiting.wanted()) {
      return node.reboot(mode);
    }
    NodeLife before = NodeLife.present(node, InstantSource.system());
    String actor = node.reboot(mode);
    before.awaitNext(waiting.timeout());
    return actor;
  }
}
