package dev.ijen.ctl;

import dev.ijen.api.machine.RebootRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeLife;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Command;
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
    if (!wait) {
      return node.reboot(mode);
    }
    NodeLife before = NodeLife.present(node, InstantSource.system());
    String actor = node.reboot(mode);
    before.awaitNext(timeout);
    return actor;
  }
}
