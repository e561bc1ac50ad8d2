package dev.ijen.ctl;

import dev.ijen.api.machine.ResetPartitionSpec;
import dev.ijen.api.machine.ResetRequest;
import dev.ijen.api.machine.ResetRequest.WipeMode;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeLife;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes from nodes what they have. */
@Command(
    name = "reset",
    description = "Wipe disks of the nodes, then start them again or power them off.")
final class ResetCommand extends NodeCommand {
  @Option(
      names = "--graceful",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Leave the cluster first, where the node is in one.")
  private boolean graceful;

  @Option(names = "--reboot", description = "Start again afterwards, instead of powering off.")
  private boolean reboot;

  @Option(
      names = "--system-labels-to-wipe",
      split = ",",
      paramLabel = "LABEL",
      description =
          "STATE, EPHEMERAL or META; default: the whole system disk, boot images included.")
  private List<String> labels = List.of();

  @Option(
      names = "--user-disks-to-wipe",
      split = ",",
      paramLabel = "DEVICE",
      description = "Other disks to wipe, such as /dev/vdb.")
  private List<String> userDisks = List.of();

  @Option(
      names = "--wipe-mode",
      defaultValue = "all",
      paramLabel = "MODE",
      description = "all, system-disk or user-disks.")
  private WipeMode mode = WipeMode.ALL;

  @Mixin private WaitOptions waiting = new WaitOptions();

  ResetCommand(Root root) {
    super(root);
  }

  @Override
  void run(Session session) throws InterruptedException {
    var table = new TextTable("NODE", "RESULT");
    each(session, this::reset, (node, result) -> table.row(node, result));
    table.print(shell().out());
  }

  private String reset(NodeCalls node) throws NodeCallException, InterruptedException {
    if (!waiting.wanted()) {
      return "actor " + node.reset(request());
    }
    NodeLife before = NodeLife.present(node, InstantSource.system());
    node.reset(request());
    if (reboot && keepsIdentity()) {
      before.awaitNext(waiting.timeout());
      return "back";
    }
    before.awaitEnd(waiting.timeout());
    return reboot ? "down, to come back without a machine config" : "down";
  }

  /** Whether the node still knows this client afterwards. */
  private boolean keepsIdentity() {
    return mode == WipeMode.USER_DISKS || (!labels.isEmpty() && !labels.contains("STATE"));
  }

  private ResetRequest request() {
    return ResetRequest.newBuilder()
        .setGraceful(graceful)
        .setReboot(reboot)
        .setMode(mode)
        .addAllUserDisksToWipe(userDisks)
        .addAllSystemPartitionsToWipe(
            labels.stream()
                .map(label -> ResetPartitionSpec.newBuilder().setLabel(label).setWipe(true).build())
                .toList())
        .build();
  }
}
