package dev.ijen.machined.api;

import dev.ijen.api.machine.Reset;
import dev.ijen.api.machine.ResetPartitionSpec;
import dev.ijen.api.machine.ResetRequest;
import dev.ijen.api.machine.ResetResponse;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.reset.ResetPlan;
import dev.ijen.machined.reset.ResetWish;
import dev.ijen.machined.sequencer.Sequence;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from the node what it has. */
final class ResetCalls {
  private static final Logger log = LoggerFactory.getLogger(ResetCalls.class);

  private final NodeApi node;

  ResetCalls(NodeApi node) {
    this.node = node;
  }

  /** Judges the whole request, and answers before anything is wiped. */
  ResetResponse reset(ResetRequest request) throws NodeException {
    if (node.mode() == Mode.CONTAINER) {
      throw new NodeException(
          Reason.UNSUPPORTED,
          "reset: a node in a container has no disk; end it and remove its state folder");
    }
    if (!node.configured().getAsBoolean()) {
      throw new NodeException(Reason.NOT_NOW, "reset: the node has no machine config");
    }
    ResetPlan plan = node.resets().plan(wish(request));
    String actor = node.lifecycle().request(Sequence.RESET, node.resets()::forget);
    log.atInfo()
        .addKeyValue("wholeSystemDisk", plan.wholeSystemDisk())
        .addKeyValue("partitions", plan.partitions())
        .addKeyValue("userDisks", plan.userDisks())
        .addKeyValue("caller", Authorizer.caller().address())
        .addKeyValue("actor", actor)
        .log("reset requested by the API");
    return ResetResponse.newBuilder().addMessages(Reset.newBuilder().setActorId(actor)).build();
  }

  /** A partition that is named and not to be wiped is left alone. */
  private static ResetWish wish(ResetRequest request) throws NodeException {
    List<ResetPartitionSpec> named = request.getSystemPartitionsToWipeList();
    List<String> labels =
        named.stream()
            .filter(ResetPartitionSpec::getWipe)
            .map(ResetPartitionSpec::getLabel)
            .toList();
    if (labels.isEmpty() && !named.isEmpty()) {
      throw new NodeException(
          Reason.INVALID, "system_partitions_to_wipe: none of the partitions named has wipe set");
    }
    return new ResetWish(
        scope(request.getMode()), labels, request.getUserDisksToWipeList(), request.getReboot());
  }

  private static ResetWish.Scope scope(ResetRequest.WipeMode mode) throws NodeException {
    return switch (mode) {
      case ALL -> ResetWish.Scope.ALL;
      case SYSTEM_DISK -> ResetWish.Scope.SYSTEM_DISK;
      case USER_DISKS -> ResetWish.Scope.USER_DISKS;
      case UNRECOGNIZED -> throw new NodeException(Reason.INVALID, "mode: not known to this node");
    };
  }
}
