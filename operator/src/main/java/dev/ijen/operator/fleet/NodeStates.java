package dev.ijen.operator.fleet;

import com.google.protobuf.Timestamp;
import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.ServiceStatus;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.operator.fleet.NodeState.Operation;
import dev.ijen.operator.fleet.NodeState.OperationState;
import dev.ijen.operator.fleet.NodeState.Service;
import dev.ijen.operator.fleet.NodeState.Slot;
import dev.ijen.operator.fleet.NodeState.SlotState;
import dev.ijen.operator.fleet.NodeState.Trial;
import dev.ijen.operator.render.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a node's state from the wire. Pure. */
final class NodeStates {
  /** As long as the status of a Machine takes it. */
  private static final int MAX_END = 512;

  private static final String RUNNING = "running";

  private NodeStates() {}

  static NodeState decode(NodeStatus status) {
    var config = status.getConfig();
    return new NodeState(
        status.getHostname(),
        status.getVersion(),
        status.getBootId(),
        status.getReady() && status.getStage().equals(RUNNING),
        unmet(status),
        status.getSlotsList().stream().map(NodeStates::slot).toList(),
        status.hasSlotTrial()
            ? Optional.of(
                new Trial(
                    status.getSlotTrial().getDigest(), at(status.getSlotTrial().getDeadline())))
            : Optional.empty(),
        config.getHash(),
        config.getChangedBy(),
        config.hasTrial()
            ? Optional.of(
                new Trial(config.getTrial().getHash(), at(config.getTrial().getDeadline())))
            : Optional.empty(),
        status.getServicesList().stream().map(NodeStates::service).toList(),
        boot(status, 0).map(BootRecord::getReason).orElse(""),
        boot(status, 1).map(NodeStates::end).orElse(""),
        operations(status.getOperationsList()),
        status.getEpoch());
  }

  private static List<String> unmet(NodeStatus status) {
    return status.getStage().equals(RUNNING)
        ? status.getUnmetConditionsList()
        : List.of("it is " + status.getStage());
  }

  private static Slot slot(SlotStatus slot) {
    return new Slot(
        slot.getSlot(),
        switch (slot.getState()) {
          case EMPTY -> SlotState.EMPTY;
          case STAGED -> SlotState.STAGED;
          case TRIAL -> SlotState.TRIAL;
          case GOOD -> SlotState.GOOD;
          case BAD -> SlotState.BAD;
          case UNKNOWN, UNRECOGNIZED -> SlotState.UNKNOWN;
        },
        slot.getActive(),
        slot.getVersion(),
        slot.getDigest(),
        slot.getReason());
  }

  private static Service service(ServiceStatus service) {
    boolean healthy = service.getRunning() && (service.getHealthy() || service.getHealthUnknown());
    return new Service(service.getId(), healthy, service.getState());
  }

  private static Optional<BootRecord> boot(NodeStatus status, int index) {
    return index < status.getBootsCount() ? Optional.of(status.getBoots(index)) : Optional.empty();
  }

  /**
   * A detail of several lines is the end of a kernel log: the node shows it, no status holds it.
   */
  private static String end(BootRecord boot) {
    String detail = boot.getDetail().strip();
    String end =
        detail.isEmpty() || detail.indexOf('\n') >= 0
            ? boot.getEnded()
            : boot.getEnded() + " (" + detail + ")";
    return Text.cut(end, MAX_END);
  }

  private static Map<String, Operation> operations(List<OperationResult> results) {
    var operations = new HashMap<String, Operation>();
    for (OperationResult result : results) {
      operations.putIfAbsent(
          result.getId(), new Operation(state(result.getState()), result.getMessage()));
    }
    return operations;
  }

  static OperationState state(OperationResult.State state) {
    return switch (state) {
      case DONE -> OperationState.DONE;
      case FAILED -> OperationState.FAILED;
      case RUNNING, UNKNOWN, UNRECOGNIZED -> OperationState.RUNNING;
    };
  }

  private static Instant at(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
