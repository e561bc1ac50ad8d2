package dev.ijen.client;

import com.google.protobuf.ByteString;
import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.api.machine.ApplyConfigurationRequest.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A machine config on its way to a node.
 *
 * @param config the documents as YAML
 * @param mode when it takes effect
 * @param dryRun whether the node only says what it would do
 * @param tryTimeout when mode {@code TRY} goes back to the old config; zero leaves it to the node
 */
public record ApplyRequest(String config, Mode mode, boolean dryRun, Duration tryTimeout) {
  /** Applies for good, in the way the node finds right. */
  public static ApplyRequest auto(String config) {
    return new ApplyRequest(config, Mode.AUTO, false, Duration.ZERO);
  }

  ApplyConfigurationRequest toProto() {
    return ApplyConfigurationRequest.newBuilder()
        .setData(ByteString.copyFrom(config, StandardCharsets.UTF_8))
        .setMode(mode)
        .setDryRun(dryRun)
        .setTryModeTimeout(
            com.google.protobuf.Duration.newBuilder()
                .setSeconds(tryTimeout.toSeconds())
                .setNanos(tryTimeout.toNanosPart()))
        .build();
  }

  @Override
  public String toString() {
    return "ApplyRequest[config=[redacted], mode=%s, dryRun=%s]".formatted(mode, dryRun);
  }
}
