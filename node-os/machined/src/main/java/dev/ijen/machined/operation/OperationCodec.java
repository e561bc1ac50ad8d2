package dev.ijen.machined.operation;

import com.google.protobuf.Timestamp;
import dev.ijen.api.state.KeptOperation;
import java.time.Instant;
import java.util.Optional;

/** Operations as STATE keeps them. */
final class OperationCodec {
  private OperationCodec() {}

  static KeptOperation encode(OperationRecord operation) {
    var kept =
        KeptOperation.newBuilder()
            .setId(operation.key().id())
            .setEpoch(operation.key().epoch())
            .setActor(operation.key().actor())
            .setMethod(operation.method())
            .setState(operation.state().number())
            .setMessage(operation.message())
            .setStartedAt(timestamp(operation.startedAt()))
            .setAnswer(operation.answer());
    operation.endedAt().ifPresent(end -> kept.setEndedAt(timestamp(end)));
    return kept.build();
  }

  static OperationRecord decode(KeptOperation kept) {
    return new OperationRecord(
        new OperationKey(kept.getId(), kept.getEpoch(), kept.getActor()),
        kept.getMethod(),
        OperationRecord.State.of(kept.getState()),
        kept.getMessage(),
        instant(kept.getStartedAt()),
        kept.hasEndedAt() ? Optional.of(instant(kept.getEndedAt())) : Optional.empty(),
        kept.getAnswer());
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
