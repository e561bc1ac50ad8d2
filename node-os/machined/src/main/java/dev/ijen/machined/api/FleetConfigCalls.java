package dev.ijen.machined.api;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.fleet.ApplyConfigRequest;
import dev.ijen.api.fleet.ApplyConfigResponse;
import dev.ijen.api.fleet.ConfirmRequest;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.RevertRequest;
import dev.ijen.machined.config.ApplyMode;
import dev.ijen.machined.config.ApplyRequest;
import dev.ijen.machined.config.ApplyResult;
import dev.ijen.machined.config.ConfigChange;
import dev.ijen.machined.config.Configurator;
import dev.ijen.machined.operation.Operation;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.operation.OperationRecord;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.wire.ProtoTime;

/** Changes the machine config for a fleet operator. A dry run is no operation. */
final class FleetConfigCalls {
  private final Configurator configurator;
  private final OperationLog operations;

  FleetConfigCalls(Configurator configurator, OperationLog operations) {
    this.configurator = configurator;
    this.operations = operations;
  }

  ApplyConfigResponse apply(ApplyConfigRequest request) throws NodeException {
    if (request.getDryRun()) {
      return FleetConfigMessages.applied(configurator.apply(decode(request))).build();
    }
    return switch (operations.begin(Operations.key(request.getOperation()), "ApplyConfig")) {
      case Operation.Known(OperationRecord known) -> again(known);
      case Operation.Begun begun -> apply(begun, decode(request));
    };
  }

  OperationResult confirm(ConfirmRequest request) throws NodeException {
    String by = Operations.by(request.getOperation());
    return change(
        request.getOperation(), "Confirm", () -> configurator.confirm(request.getExpected(), by));
  }

  OperationResult revert(RevertRequest request) throws NodeException {
    String by = Operations.by(request.getOperation());
    return change(
        request.getOperation(),
        "Revert",
        () -> configurator.revert(request.getExpected(), by, request.getReason()));
  }

  private interface Change {
    ConfigChange run() throws NodeException;
  }

  private ApplyConfigResponse apply(Operation.Begun begun, ApplyRequest request)
      throws NodeException {
    ApplyResult result;
    try {
      result = configurator.apply(request);
    } catch (NodeException e) {
      end(begun, e);
      throw e;
    }
    AfterAnswer.then(result.afterAnswer());
    var answer = FleetConfigMessages.applied(result);
    var kept = answer.clone().clearDiff().clearFields().build().toByteString();
    OperationRecord done = begun.done(result.details(), kept);
    return answer.setResult(Operations.encode(done)).build();
  }

  private OperationResult change(
      dev.ijen.api.fleet.Operation operation, String method, Change change) throws NodeException {
    return switch (operations.begin(Operations.key(operation), method)) {
      case Operation.Known(OperationRecord known) -> Operations.encode(known);
      case Operation.Begun begun -> {
        ConfigChange changed;
        try {
          changed = change.run();
        } catch (NodeException e) {
          end(begun, e);
          throw e;
        }
        AfterAnswer.then(changed.afterAnswer());
        yield Operations.encode(begun.done(changed.message()));
      }
    };
  }

  /** A refusal has changed nothing; trouble with STATE may have. */
  private static void end(Operation.Begun begun, NodeException e) throws NodeException {
    if (e.reason() == Reason.UNAVAILABLE) {
      begun.failed(String.valueOf(e.getMessage()));
    } else {
      begun.refused();
    }
  }

  private static ApplyConfigResponse again(OperationRecord known) {
    try {
      return ApplyConfigResponse.parseFrom(known.answer()).toBuilder()
          .setResult(Operations.encode(known))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("kept answer of operation " + known.key().id(), e);
    }
  }

  private static ApplyRequest decode(ApplyConfigRequest request) throws NodeException {
    ApplyMode mode =
        switch (request.getMode()) {
          case LIVE -> ApplyMode.NO_REBOOT;
          case TRY -> ApplyMode.TRY;
          case REBOOT -> ApplyMode.REBOOT;
          case STAGED -> ApplyMode.STAGED;
          case UNRECOGNIZED -> throw new NodeException(Reason.INVALID, "unknown apply mode");
        };
    return new ApplyRequest(
        request.getConfig().toStringUtf8(),
        mode,
        request.getDryRun(),
        ProtoTime.decode(request.getTryFor()),
        Operations.by(request.getOperation()),
        request.getExpectedHash());
  }
}
