package dev.ijen.machined.api;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.ijen.api.common.Code;
import dev.ijen.api.machine.AddressEvent;
import dev.ijen.api.machine.ConfigLoadErrorEvent;
import dev.ijen.api.machine.ConfigValidationErrorEvent;
import dev.ijen.api.machine.Event;
import dev.ijen.api.machine.MachineStatusEvent;
import dev.ijen.api.machine.PhaseEvent;
import dev.ijen.api.machine.RestartEvent;
import dev.ijen.api.machine.SequenceEvent;
import dev.ijen.api.machine.ServiceHealth;
import dev.ijen.api.machine.ServiceStateEvent;
import dev.ijen.api.machine.TaskEvent;
import dev.ijen.machined.event.NodeEvent;
import dev.ijen.machined.event.RecordedEvent;

/** Writes events as the contract has them. */
final class EventCodec {
  private static final String TYPE_PREFIX = "talos/runtime/";

  private EventCodec() {}

  static Event encode(RecordedEvent recorded) {
    Message message = message(recorded.event());
    return Event.newBuilder()
        .setId(recorded.id())
        .setActorId(recorded.actor())
        .setData(
            Any.newBuilder()
                .setTypeUrl(TYPE_PREFIX + message.getDescriptorForType().getFullName())
                .setValue(message.toByteString()))
        .build();
  }

  private static Message message(NodeEvent event) {
    return switch (event) {
      case NodeEvent.SequenceEvent e -> sequence(e);
      case NodeEvent.PhaseEvent e ->
          PhaseEvent.newBuilder().setPhase(e.phase()).setAction(phase(e.action())).build();
      case NodeEvent.TaskEvent e ->
          TaskEvent.newBuilder().setTask(e.task()).setAction(task(e.action())).build();
      case NodeEvent.ServiceStateEvent e ->
          ServiceStateEvent.newBuilder()
              .setService(e.service())
              .setActionValue(e.state())
              .setMessage(e.message())
              .setHealth(health(e.health()))
              .build();
      case NodeEvent.RestartEvent e -> RestartEvent.newBuilder().setCmd(e.command()).build();
      case NodeEvent.ConfigLoadErrorEvent e ->
          ConfigLoadErrorEvent.newBuilder().setError(e.error()).build();
      case NodeEvent.ConfigValidationErrorEvent e ->
          ConfigValidationErrorEvent.newBuilder().setError(e.error()).build();
      case NodeEvent.AddressEvent e ->
          AddressEvent.newBuilder()
              .setHostname(e.hostname())
              .addAllAddresses(e.addresses())
              .build();
      case NodeEvent.MachineStatusEvent e -> status(e);
    };
  }

  private static SequenceEvent sequence(NodeEvent.SequenceEvent event) {
    var message = SequenceEvent.newBuilder().setSequence(event.sequence());
    event.action().ifPresent(action -> message.setAction(sequence(action)));
    event
        .error()
        .ifPresent(
            error ->
                message
                    .getErrorBuilder()
                    .setCode(Code.forNumber(error.code()))
                    .setMessage(error.message()));
    return message.build();
  }

  private static SequenceEvent.Action sequence(NodeEvent.Action action) {
    return switch (action) {
      case START -> SequenceEvent.Action.START;
      case STOP -> SequenceEvent.Action.STOP;
    };
  }

  private static PhaseEvent.Action phase(NodeEvent.Action action) {
    return switch (action) {
      case START -> PhaseEvent.Action.START;
      case STOP -> PhaseEvent.Action.STOP;
    };
  }

  private static TaskEvent.Action task(NodeEvent.Action action) {
    return switch (action) {
      case START -> TaskEvent.Action.START;
      case STOP -> TaskEvent.Action.STOP;
    };
  }

  private static MachineStatusEvent status(NodeEvent.MachineStatusEvent event) {
    var status = MachineStatusEvent.MachineStatus.newBuilder().setReady(event.ready());
    event
        .unmet()
        .forEach(
            unmet ->
                status.addUnmetConditionsBuilder().setName(unmet.name()).setReason(unmet.reason()));
    return MachineStatusEvent.newBuilder().setStageValue(event.stage()).setStatus(status).build();
  }

  private static ServiceHealth health(NodeEvent.Health health) {
    return ServiceHealth.newBuilder()
        .setUnknown(health.unknown())
        .setHealthy(health.healthy())
        .setLastMessage(health.message())
        .setLastChange(
            Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(health.changedMillis(), 1000L))
                .setNanos((int) Math.floorMod(health.changedMillis(), 1000L) * 1_000_000))
        .build();
  }
}
