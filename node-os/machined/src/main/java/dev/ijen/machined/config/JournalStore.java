package dev.ijen.machined.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.wire.ProtoTime;
import dev.ijen.runtime.resource.Phase;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.StateException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in STATE, and the resources that show it. Used under the lock of its owner. */
public final class JournalStore {
  private static final Logger log = LoggerFactory.getLogger(JournalStore.class);

  private final State state;
  private final DurableFile file;
  private ConfigJournal journal = ConfigJournal.EMPTY;

  /** A journal that is empty until it is opened. */
  public JournalStore(State state, DurableFile file) {
    this.state = state;
    this.file = file;
  }

  /** Reads what an earlier daemon left; a file that cannot be decoded counts as empty. */
  void open() throws IOException {
    byte[] bytes = file.read().orElse(new byte[0]);
    try {
      journal = JournalCodec.decode(dev.ijen.api.state.ConfigJournal.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      log.atError().setCause(e).log("history of machine configs cannot be decoded");
      journal = ConfigJournal.EMPTY;
    }
    publish();
  }

  ConfigJournal get() {
    return journal;
  }

  /** Once this returns, the journal survives a power cut. */
  void replace(ConfigJournal changed) throws IOException {
    file.replace(JournalCodec.encode(changed).toByteArray());
    journal = changed;
    publish();
  }

  private void publish() {
    var records = new HashMap<String, dev.ijen.api.fleet.ConfigRecord>();
    journal.records().forEach(record -> records.put(id(record), spec(record)));
    var texts = new HashMap<String, MachineConfigSpec>();
    journal
        .texts()
        .forEach(
            (hash, yaml) ->
                texts.put(
                    hash,
                    MachineConfigSpec.newBuilder()
                        .setYamlMarshalled(ByteString.copyFromUtf8(yaml))
                        .build()));
    try {
      bring(ConfigTypes.CONFIG_RECORDS, records);
      bring(ConfigTypes.CONFIG_TEXTS, texts);
    } catch (StateException e) {
      throw new IllegalStateException("publish history of machine configs", e); // nobody else does
    }
  }

  private <M extends Message> void bring(ResourceType<M> type, Map<String, M> wanted)
      throws StateException {
    for (Resource<M> present : state.list(type, "config")) {
      if (!wanted.containsKey(present.id())) {
        state.destroy(present.key(), "");
      }
    }
    for (var entry : wanted.entrySet()) {
      var present = state.find(type, "config", entry.getKey());
      if (present.isEmpty()) {
        state.create(Resource.of(type, entry.getKey(), entry.getValue()), "");
      } else if (!present.get().spec().equals(entry.getValue())) {
        state.update(present.get().withSpec(entry.getValue()), "", Phase.RUNNING);
      }
    }
  }

  /** Sorts as the records do. */
  private static String id(ConfigRecord record) {
    return "%06d".formatted(record.number());
  }

  private static dev.ijen.api.fleet.ConfigRecord spec(ConfigRecord record) {
    return dev.ijen.api.fleet.ConfigRecord.newBuilder()
        .setHash(record.hash())
        .setEvent(record.event().text())
        .setBy(record.by())
        .setAt(ProtoTime.encode(record.at()))
        .setReason(record.reason())
        .build();
  }
}
