package dev.ijen.machined.api;

import dev.ijen.api.machine.ApplyConfiguration;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ApplyConfigurationResponse;
import dev.ijen.machined.config.ApplyMode;
import dev.ijen.machined.config.ApplyRequest;
import dev.ijen.machined.config.ApplyResult;
import dev.ijen.machined.config.Configurator;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.wire.ProtoTime;
import java.time.Duration;

/** Changes the machine config. */
final class ConfigCalls {
  private static final Duration TRY_FOR = Duration.ofMinutes(1);

  private final Configurator configurator;

  ConfigCalls(Configurator configurator) {
    this.configurator = configurator;
  }

  ApplyConfigurationResponse apply(ApplyConfigurationRequest request) throws NodeException {
    ApplyResult result = configurator.apply(decode(request));
    AfterAnswer.then(result.afterAnswer());
    return ApplyConfigurationResponse.newBuilder()
        .addMessages(
            ApplyConfiguration.newBuilder()
                .setMode(encode(result.mode()))
                .setModeDetails(result.details())
                .addAllWarnings(result.warnings()))
        .build();
  }

  private static ApplyRequest decode(ApplyConfigurationRequest request) throws NodeException {
    Duration tryFor =
        request.getMode() != ApplyConfigurationRequest.Mode.TRY
            ? Duration.ZERO
            : request.hasTryModeTimeout() ? ProtoTime.decode(request.getTryModeTimeout()) : TRY_FOR;
    return new ApplyRequest(
        request.getData().toStringUtf8(),
        mode(request.getMode()),
        request.getDryRun(),
        tryFor,
        Authorizer.caller().address(),
        "");
  }

  @SuppressWarnings("deprecation") // the contract discourages it and clients still send it
  private static ApplyMode mode(ApplyConfigurationRequest.Mode mode) throws NodeException {
    return switch (mode) {
      case REBOOT -> ApplyMode.REBOOT;
      case AUTO -> ApplyMode.AUTO;
      case NO_REBOOT -> ApplyMode.NO_REBOOT;
      case STAGED -> ApplyMode.STAGED;
      case TRY -> ApplyMode.TRY;
      case UNRECOGNIZED -> throw new NodeException(Reason.INVALID, "unknown apply mode");
    };
  }

  @SuppressWarnings("deprecation") // as above
  private static ApplyConfigurationRequest.Mode encode(ApplyMode mode) {
    return switch (mode) {
      case REBOOT -> ApplyConfigurationRequest.Mode.REBOOT;
      case AUTO -> ApplyConfigurationRequest.Mode.AUTO;
      case NO_REBOOT -> ApplyConfigurationRequest.Mode.NO_REBOOT;
      case STAGED -> ApplyConfigurationRequest.Mode.STAGED;
      case TRY -> ApplyConfigurationRequest.Mode.TRY;
    };
  }
}
