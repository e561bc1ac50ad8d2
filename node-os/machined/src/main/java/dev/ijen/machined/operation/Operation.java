package dev.ijen.machined.operation;

import com.google.protobuf.ByteString;
import dev.ijen.machined.platform.NodeException;

/** What {@link OperationLog#begin} says: the caller does the change, or it is known already. */
public sealed interface Operation {

  /** The node knows this change; it must not be done again. */
  record Known(OperationRecord result) implements Operation {}

  /** The change is the caller's to do, who then ends it by exactly one of the methods. */
  final class Begun implements Operation {
    private final OperationLog log;
    private final OperationRecord record;

    Begun(OperationLog log, OperationRecord record) {
      this.log = log;
      this.record = record;
    }

    /** It is done; once this returns, that survives a power cut. */
    public OperationRecord done(String message) throws NodeException {
      return done(message, ByteString.EMPTY);
    }

    /** It is done, and a caller that asks again gets this answer. */
    public OperationRecord done(String message, ByteString answer) throws NodeException {
      return log.end(record, OperationRecord.State.DONE, message, answer);
    }

    /** It failed, after something may have been changed. */
    public OperationRecord failed(String message) throws NodeException {
      return log.end(record, OperationRecord.State.FAILED, message, ByteString.EMPTY);
    }

    /** It was refused before anything was changed: the same id may be used again. */
    public void refused() throws NodeException {
      log.forget(record);
    }
  }
}
