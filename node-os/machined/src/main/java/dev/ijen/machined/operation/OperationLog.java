package dev.ijen.machined.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.state.OperationJournal;
import dev.ijen.machined.config.DurableFile;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes that fleet operators asked for, kept in STATE: one that is known by its id is not
 * done again, and one of an older epoch than the newest seen is refused. The last 64 are
 * remembered.
 */
public final class OperationLog {
  private static final Logger log = LoggerFactory.getLogger(OperationLog.class);
  private static final int REMEMBERED = 64;
  private static final int MAX_TEXT = 128;
  private static final String INTERRUPTED = "the node daemon ended while it ran";

  private final DurableFile file;
  private final Clock clock;
  private final List<OperationRecord> records = new ArrayList<>(); // newest first; guarded by this
  private long epoch; // guarded by this
  private boolean open; // guarded by this

  /** A log that knows nothing until it is opened. */
  public OperationLog(DurableFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Reads what STATE holds, once STATE is there. Whatever ran when the daemon ended has failed. A
   * file that cannot be decoded counts as empty.
   *
   * @throws IOException when STATE cannot be read or written
   */
  public synchronized void open() throws IOException {
    OperationJournal journal = read();
    records.clear();
    journal.getOperationsList().stream().map(OperationCodec::decode).forEach(records::add);
    epoch = journal.getEpoch();
    records.replaceAll(
        kept ->
            kept.state() == OperationRecord.State.RUNNING
                ? kept.ended(
                    OperationRecord.State.FAILED, INTERRUPTED, ByteString.EMPTY, clock.instant())
                : kept);
    if (!records.isEmpty()) {
      write();
    }
    open = true;
  }

  /**
   * Begins a change, unless it is known.
   *
   * @param method name of the method, such as {@code Activate}
   * @throws NodeException {@code INVALID} for an empty or long id or actor, or an id that another
   *     method used; {@code NOT_NOW} for an epoch below the highest seen; {@code UNAVAILABLE} when
   *     STATE is not there or cannot be written
   */
  public synchronized Operation begin(OperationKey key, String method) throws NodeException {
    check(key);
    if (Long.compareUnsigned(key.epoch(), epoch) < 0) {
      throw new NodeException(
          Reason.NOT_NOW,
          "operation %s: epoch %s is over: the node has seen %s"
              .formatted(
                  key.id(), Long.toUnsignedString(key.epoch()), Long.toUnsignedString(epoch)));
    }
    Optional<OperationRecord> known = find(key.id());
    if (known.isPresent()) {
      return known(known.get(), method);
    }
    var begun = OperationRecord.begun(key, method, clock.instant());
    epoch = key.epoch();
    records.addFirst(begun);
    while (records.size() > REMEMBERED) {
      records.removeLast();
    }
    try {
      keep(begun);
    } catch (NodeException e) {
      records.remove(begun); // nothing was done, and the caller may ask again
      throw e;
    }
    return new Operation.Begun(this, begun);
  }

  /** The last changes, the newest first. */
  public synchronized List<OperationRecord> recent(int atMost) {
    return List.copyOf(records.subList(0, Math.min(atMost, records.size())));
  }

  /** The highest epoch seen. */
  public synchronized long epoch() {
    return epoch;
  }

  synchronized OperationRecord end(
      OperationRecord begun, OperationRecord.State how, String message, ByteString answer)
      throws NodeException {
    OperationRecord ended = begun.ended(how, message, answer, clock.instant());
    records.replaceAll(kept -> kept.equals(begun) ? ended : kept);
    keep(ended);
    log.atInfo()
        .addKeyValue("operation", ended.key().id())
        .addKeyValue("method", ended.method())
        .addKeyValue("actor", ended.key().actor())
        .addKeyValue("state", how)
        .log("operation ended");
    return ended;
  }

  synchronized void forget(OperationRecord begun) throws NodeException {
    records.remove(begun);
    keep(begun);
  }

  private static Operation known(OperationRecord known, String method) throws NodeException {
    if (!known.method().equals(method)) {
      throw new NodeException(
          Reason.INVALID,
          "operation %s is a %s, not a %s".formatted(known.key().id(), known.method(), method));
    }
    return new Operation.Known(known);
  }

  private void check(OperationKey key) throws NodeException {
    if (key.id().isEmpty() || key.id().length() > MAX_TEXT || key.actor().length() > MAX_TEXT) {
      throw new NodeException(
          Reason.INVALID, "operation: id of 1 to 128 characters and actor of at most 128 wanted");
    }
    if (!open) {
      throw new NodeException(
          Reason.UNAVAILABLE, "operation " + key.id() + ": STATE is not there yet");
    }
  }

  private Optional<OperationRecord> find(String id) {
    return records.stream().filter(kept -> kept.key().id().equals(id)).findFirst();
  }

  private void keep(OperationRecord changed) throws NodeException {
    try {
      write();
    } catch (IOException e) {
      throw new NodeException(
          Reason.UNAVAILABLE,
          "write operation " + changed.key().id() + " to STATE: " + e.getMessage(),
          e);
    }
  }

  private void write() throws IOException {
    var journal = OperationJournal.newBuilder().setEpoch(epoch);
    records.forEach(kept -> journal.addOperations(OperationCodec.encode(kept)));
    file.replace(journal.build().toByteArray());
  }

  private OperationJournal read() throws IOException {
    try {
      return OperationJournal.parseFrom(file.read().orElse(new byte[0]));
    } catch (InvalidProtocolBufferException e) {
      log.atError().setCause(e).log("operations in STATE cannot be decoded");
      return OperationJournal.getDefaultInstance();
    }
  }
}
