package dev.ijen.machined.config;

import dev.ijen.api.state.KeptConfigRecord;
import dev.ijen.api.state.KeptConfigTrial;
import dev.ijen.machined.wire.ProtoTime;
import java.util.Optional;
import java.util.stream.Stream;

/** The journal of machine configs as STATE keeps it. */
final class JournalCodec {
  private JournalCodec() {}

  static dev.ijen.api.state.ConfigJournal encode(ConfigJournal journal) {
    var kept = dev.ijen.api.state.ConfigJournal.newBuilder().putAllConfigs(journal.texts());
    journal.trial().ifPresent(trial -> kept.setTrial(encode(trial)));
    journal.records().forEach(record -> kept.addRecords(encode(record)));
    return kept.build();
  }

  static ConfigJournal decode(dev.ijen.api.state.ConfigJournal kept) {
    return new ConfigJournal(
        kept.hasTrial() ? Optional.of(decode(kept.getTrial())) : Optional.empty(),
        kept.getRecordsList().stream().flatMap(JournalCodec::decode).toList(),
        kept.getConfigsMap());
  }

  private static KeptConfigTrial encode(ConfigTrial trial) {
    return KeptConfigTrial.newBuilder()
        .setHash(trial.hash())
        .setPreviousHash(trial.previousHash())
        .setBy(trial.by())
        .setTryFor(ProtoTime.encode(trial.tryFor()))
        .setDeadline(ProtoTime.encode(trial.deadline()))
        .setSpansReboot(trial.spansReboot())
        .setStarted(trial.started())
        .setRebootToRevert(trial.rebootToRevert())
        .build();
  }

  private static ConfigTrial decode(KeptConfigTrial kept) {
    return new ConfigTrial(
        kept.getHash(),
        kept.getPreviousHash(),
        kept.getBy(),
        ProtoTime.decode(kept.getTryFor()),
        ProtoTime.decode(kept.getDeadline()),
        kept.getSpansReboot(),
        kept.getStarted(),
        kept.getRebootToRevert());
  }

  private static KeptConfigRecord encode(ConfigRecord record) {
    return KeptConfigRecord.newBuilder()
        .setNumber(record.number())
        .setHash(record.hash())
        .setBy(record.by())
        .setAt(ProtoTime.encode(record.at()))
        .setEvent(record.event().text())
        .setReason(record.reason())
        .build();
  }

  /** Empty for an event of a later version. */
  private static Stream<ConfigRecord> decode(KeptConfigRecord kept) {
    return ConfigEvent.of(kept.getEvent()).stream()
        .map(
            event ->
                new ConfigRecord(
                    kept.getNumber(),
                    kept.getHash(),
                    kept.getBy(),
                    ProtoTime.decode(kept.getAt()),
                    event,
                    kept.getReason()));
  }
}
