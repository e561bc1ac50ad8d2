package dev.ijen.machined.api;

import com.google.protobuf.Timestamp;
import dev.ijen.api.fleet.Operation;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.machined.operation.OperationKey;
import dev.ijen.machined.operation.OperationRecord;
import java.time.Instant;

/** Operations of a fleet operator, to the wire and from it. */
final class Operations {
  private Operations() {}

  static OperationKey key(Operation operation) {
    return new OperationKey(operation.getId(), operation.getEpoch(), operation.getActor());
  }

  static OperationResult encode(OperationRecord operation) {
    var result =
        OperationResult.newBuilder()
            .setId(operation.key().id())
            .setMethod(operation.method())
            .setStateValue(operation.state().number())
            .setMessage(operation.message())
            .setStartedAt(timestamp(operation.startedAt()));
    operation.endedAt().ifPresent(end -> result.setEndedAt(timestamp(end)));
    return result.build();
  }

  /** Who asks, for the records of the node: the actor that the operation names, and the caller. */
  static String by(Operation operation) {
    String caller = Authorizer.caller().address();
    return operation.getActor().isEmpty() ? caller : operation.getActor() + " (" + caller + ")";
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
