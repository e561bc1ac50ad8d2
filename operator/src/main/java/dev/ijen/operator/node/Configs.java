package dev.ijen.operator.node;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ijen.api.cosi.Spec;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the resource that holds a node's machine config: bytes in a message, or one YAML string.
 */
final class Configs {
  private Configs() {}

  /** The hash of the config; empty when it is none that this version understands. */
  static Optional<String> hash(Spec spec) {
    try {
      return Optional.of(MachineConfig.decode(text(spec)).hash());
    } catch (ConfigException | InvalidProtocolBufferException | YamlEngineException _) {
      return Optional.empty();
    }
  }

  private static String text(Spec spec) throws InvalidProtocolBufferException {
    if (!spec.getProtoSpec().isEmpty()) {
      return MachineConfigSpec.parseFrom(spec.getProtoSpec()).getYamlMarshalled().toStringUtf8();
    }
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(spec.getYamlSpec());
    return loaded instanceof String text ? text : spec.getYamlSpec();
  }
}
