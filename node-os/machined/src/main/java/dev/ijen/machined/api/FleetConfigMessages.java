package dev.ijen.machined.api;

import dev.ijen.api.fleet.ApplyConfigResponse;
import dev.ijen.api.fleet.ConfigStatus;
import dev.ijen.api.fleet.Effect;
import dev.ijen.api.fleet.FieldEffect;
import dev.ijen.config.FieldChange;
import dev.ijen.machined.config.ApplyResult;
import dev.ijen.machined.config.ConfigRecord;
import dev.ijen.machined.config.ConfigState;
import dev.ijen.machined.config.ConfigTrial;
import dev.ijen.machined.wire.ProtoTime;

/** Machine configs as the fleet API writes of them. */
final class FleetConfigMessages {
  private FleetConfigMessages() {}

  static ApplyConfigResponse.Builder applied(ApplyResult result) {
    var answer =
        ApplyConfigResponse.newBuilder()
            .setHash(result.hash())
            .setEffect(effect(result.effect()))
            .setDiff(result.diff())
            .addAllWarnings(result.warnings());
    result.fields().forEach(change -> answer.addFields(field(change)));
    return answer;
  }

  static ConfigStatus status(ConfigState state) {
    var status = ConfigStatus.newBuilder().setHash(state.hash()).setStagedHash(state.stagedHash());
    state
        .changed()
        .ifPresent(
            record -> status.setChangedBy(record.by()).setChangedAt(ProtoTime.encode(record.at())));
    state.trial().ifPresent(trial -> status.setTrial(trial(trial)));
    state.records().forEach(record -> status.addHistory(record(record)));
    return status.build();
  }

  private static dev.ijen.api.fleet.ConfigTrial trial(ConfigTrial trial) {
    return dev.ijen.api.fleet.ConfigTrial.newBuilder()
        .setHash(trial.hash())
        .setPreviousHash(trial.previousHash())
        .setDeadline(ProtoTime.encode(trial.deadline()))
        .build();
  }

  private static dev.ijen.api.fleet.ConfigRecord record(ConfigRecord record) {
    return dev.ijen.api.fleet.ConfigRecord.newBuilder()
        .setHash(record.hash())
        .setBy(record.by())
        .setAt(ProtoTime.encode(record.at()))
        .setEvent(record.event().text())
        .setReason(record.reason())
        .build();
  }

  private static FieldEffect field(FieldChange change) {
    return FieldEffect.newBuilder()
        .setDocument(change.document())
        .setPath(change.path())
        .setEffect(effect(change.effect()))
        .addAllServices(change.effect().services())
        .build();
  }

  private static Effect effect(dev.ijen.config.schema.Effect effect) {
    return switch (effect.kind()) {
      case NONE -> Effect.EFFECT_NONE;
      case LIVE -> Effect.EFFECT_LIVE;
      case SERVICE_RESTART -> Effect.EFFECT_SERVICE_RESTART;
      case REBOOT -> Effect.EFFECT_REBOOT;
    };
  }
}
