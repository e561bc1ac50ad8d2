package dev.ijen.client;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.resource.enums.RuntimeMachineStage;
import dev.ijen.api.resource.runtime.MachineStatusSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The life of a node between two starts, told apart by when its machine status came to be. Unlike
 * the kernel's boot id this also works for nodes in containers.
 */
public final class NodeLife {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final NodeCalls node;
  private final InstantSource clock;
  private final Instant began;

  private NodeLife(NodeCalls node, InstantSource clock, Instant began) {
    this.node = node;
    this.clock = clock;
    this.began = began;
  }

  /** The life that the node is in now. */
  public static NodeLife present(NodeCalls node, InstantSource clock) throws NodeCallException {
    return new NodeLife(node, clock, began(status(node)));
  }

  /**
   * Waits until the node has started anew and runs, or takes a config.
   *
   * @throws NodeUnreachable when it did not come back in time; says what was seen last
   */
  public void awaitNext(Duration longest) throws NodeCallException, InterruptedException {
    Instant deadline = clock.instant().plus(longest);
    String last = "it still runs as before";
    while (clock.instant().isBefore(deadline)) {
      try {
        Resource status = status(node);
        RuntimeMachineStage stage = stage(status);
        if (!began(status).equals(began) && isAtWork(stage)) {
          return;
        }
        last = "its stage is " + stage;
      } catch (NodeUnreachable e) {
        last = String.valueOf(e.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    throw new NodeUnreachable(node.name(), "not back within " + longest + ": " + last);
  }

  /**
   * Waits until the node does not answer any more.
   *
   * @throws NodeUnreachable when it still answers after that time
   */
  public void awaitEnd(Duration longest) throws NodeCallException, InterruptedException {
    Instant deadline = clock.instant().plus(longest);
    while (clock.instant().isBefore(deadline)) {
      try {
        if (!began(status(node)).equals(began)) {
          return; // it was quicker than we looked
        }
      } catch (NodeUnreachable _) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    throw new NodeUnreachable(node.name(), "still up after " + longest);
  }

  private static Resource status(NodeCalls node) throws NodeCallException {
    return node.resources().get("runtime", "MachineStatuses.runtime.talos.dev", "machine");
  }

  private static Instant began(Resource status) {
    var created = status.getMetadata().getCreated();
    return Instant.ofEpochSecond(created.getSeconds(), created.getNanos());
  }

  private static RuntimeMachineStage stage(Resource status) {
    try {
      return MachineStatusSpec.parseFrom(status.getSpec().getProtoSpec()).getStage();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("machine status of " + status.getMetadata().getId(), e);
    }
  }

  private static boolean isAtWork(RuntimeMachineStage stage) {
    return stage == RuntimeMachineStage.MACHINE_STAGE_RUNNING
        || stage == RuntimeMachineStage.MACHINE_STAGE_MAINTENANCE;
  }
}
