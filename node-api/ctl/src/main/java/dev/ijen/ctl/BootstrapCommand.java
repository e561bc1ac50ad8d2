package dev.ijen.ctl;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import picocli.CommandLine.Command;

/** Begins a cluster. */
@Command(
    name = "bootstrap",
    description =
        "Begin the cluster on one control plane: once in its life. Others join by themselves.")
final class BootstrapCommand extends NodeCommand {

  BootstrapCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws UsageException, InterruptedException {
    if (session.nodes().size() > 1) {
      throw new UsageException("bootstrap takes one node, not " + session.nodes());
    }
    each(session, this::bootstrap, (_, _) -> {});
  }

  private boolean bootstrap(NodeCalls node) throws NodeCallException {
    node.bootstrap();
    return true;
  }
}
