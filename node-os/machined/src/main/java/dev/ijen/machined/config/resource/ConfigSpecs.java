package dev.ijen.machined.config.resource;

import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads the machine config out of its resource. */
public final class ConfigSpecs {
  private static final AtomicReference<@Nullable Decoded> LAST = new AtomicReference<>();

  private record Decoded(MachineConfigSpec spec, MachineConfig config) {}

  private ConfigSpecs() {}

  /**
   * The config of a resource; many controllers ask for the same one, so the last is remembered.
   *
   * @throws IllegalStateException when it is no config: it was checked before it became a resource
   */
  public static MachineConfig decode(MachineConfigSpec spec) {
    Decoded last = LAST.get();
    if (last != null && last.spec().equals(spec)) {
      return last.config();
    }
    try {
      var decoded =
          new Decoded(spec, MachineConfig.decode(spec.getYamlMarshalled().toStringUtf8()));
      LAST.set(decoded);
      return decoded.config();
    } catch (ConfigException e) {
      throw new IllegalStateException("a machine config resource that cannot be decoded", e);
    }
  }
}
