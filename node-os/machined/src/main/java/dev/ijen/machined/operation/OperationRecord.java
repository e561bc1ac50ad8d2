package dev.ijen.machined.operation;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;

/**
 * A change that was asked for and what became of it.
 *
 * @param method name of the method, such as {@code Activate}
 * @param message why it failed, or what it did; holds no secret
 * @param endedAt empty while it runs
 * @param answer what the method answered beyond the result, in its own encoding; often empty
 */
public record OperationRecord(
    OperationKey key,
    String method,
    State state,
    String message,
    Instant startedAt,
    Optional<Instant> endedAt,
    ByteString answer) {

  /** How far a change is; the numbers are those of {@code ijen.fleet.OperationResult.State}. */
  public enum State {
    RUNNING(1),
    DONE(2),
    FAILED(3);

    private final int number;

    State(int number) {
      this.number = number;
    }

    /** The number on the wire and on the disk. */
    public int number() {
      return number;
    }

    static State of(int number) {
      return number == DONE.number ? DONE : number == RUNNING.number ? RUNNING : FAILED;
    }
  }

  static OperationRecord begun(OperationKey key, String method, Instant now) {
    return new OperationRecord(
        key, method, State.RUNNING, "", now, Optional.empty(), ByteString.EMPTY);
  }

  OperationRecord ended(State how, String message, ByteString answer, Instant now) {
    return new OperationRecord(key, method, how, message, startedAt, Optional.of(now), answer);
  }
}
