package dev.ijen.ctl;

import dev.ijen.api.machine.RebootRequest;
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

  RebootCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "ACTOR");
    each(session, node -> node.reboot(mode), (node, actor) -> table.row(node, actor));
    table.print(shell().out());
  }
}
