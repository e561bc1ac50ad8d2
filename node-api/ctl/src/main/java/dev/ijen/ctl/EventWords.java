package dev.ijen.ctl;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.common.Code;
import dev.ijen.api.machine.AddressEvent;
import dev.ijen.api.machine.ConfigLoadErrorEvent;
import dev.ijen.api.machine.ConfigValidationErrorEvent;
import dev.ijen.api.machine.MachineStatusEvent;
import dev.ijen.api.machine.MachineStatusEvent.MachineStatus.UnmetCondition;
import dev.ijen.api.machine.PhaseEvent;
import dev.ijen.api.machine.RestartEvent;
import dev.ijen.api.machine.SequenceEvent;
import dev.ijen.api.machine.ServiceStateEvent;
import dev.ijen.api.machine.TaskEvent;
import java.util.stream.Collectors;

/**
 * What an event says.
 *
 * @param source what it is about
 * @param message what happened to it
 */
record EventWords(String source, String message) {
  /**
   * Reads the payload of an event; a type that this client does not know says nothing.
   *
   * @throws InvalidProtocolBufferException when the payload is not the message that it claims
   */
  static EventWords of(Any data) throws InvalidProtocolBufferException {
    String type = data.getTypeUrl().substring(data.getTypeUrl().lastIndexOf('/') + 1);
    return switch (type) {
      case "machine.SequenceEvent" -> of(SequenceEvent.parseFrom(data.getValue()));
      case "machine.PhaseEvent" -> of(PhaseEvent.parseFrom(data.getValue()));
      case "machine.TaskEvent" -> of(TaskEvent.parseFrom(data.getValue()));
      case "machine.ServiceStateEvent" -> of(ServiceStateEvent.parseFrom(data.getValue()));
      case "machine.MachineStatusEvent" -> of(MachineStatusEvent.parseFrom(data.getValue()));
      case "machine.AddressEvent" -> of(AddressEvent.parseFrom(data.getValue()));
      case "machine.RestartEvent" ->
          new EventWords("", "reboot command: " + RestartEvent.parseFrom(data.getValue()).getCmd());
      case "machine.ConfigLoadErrorEvent" ->
          new EventWords("", ConfigLoadErrorEvent.parseFrom(data.getValue()).getError());
      case "machine.ConfigValidationErrorEvent" ->
          new EventWords("", ConfigValidationErrorEvent.parseFrom(data.getValue()).getError());
      default -> new EventWords("", "");
    };
  }

  private static EventWords of(SequenceEvent event) {
    String message =
        event.hasError()
            ? "error code: %s, message: %s"
                .formatted(code(event.getError().getCode()), event.getError().getMessage())
            : "action: " + event.getAction();
    return new EventWords(event.getSequence(), message);
  }

  private static String code(Code code) {
    return code.name();
  }

  private static EventWords of(PhaseEvent event) {
    return new EventWords(event.getPhase(), "action: " + event.getAction());
  }

  private static EventWords of(TaskEvent event) {
    return new EventWords(event.getTask(), "action: " + event.getAction());
  }

  private static EventWords of(ServiceStateEvent event) {
    return new EventWords(event.getService(), event.getAction() + ": " + event.getMessage());
  }

  private static EventWords of(AddressEvent event) {
    return new EventWords(
        event.getHostname(), "ADDRESSES: " + String.join(",", event.getAddressesList()));
  }

  private static EventWords of(MachineStatusEvent event) {
    String unmet =
        event.getStatus().getUnmetConditionsList().stream()
            .map(UnmetCondition::getName)
            .collect(Collectors.joining(", ", "[", "]"));
    return new EventWords(
        event.getStage().toString(),
        "ready: %s, unmet conditions: %s".formatted(event.getStatus().getReady(), unmet));
  }
}
