package dev.ijen.machined.config.resource;

import dev.ijen.config.MachineConfig;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Reader;
import java.util.Optional;

/** The machine config in force, as a controller reads it. */
public final class ActiveConfig {
  /** The id of the config in force. */
  public static final String ID = "v1alpha1";

  private ActiveConfig() {}

  /** The input that a controller declares to read the config. */
  public static Input input() {
    return Input.weak(ConfigTypes.MACHINE_CONFIGS).only(ID);
  }

  /** The config in force; empty in maintenance mode. */
  public static Optional<MachineConfig> find(Reader state) {
    return state
        .find(ConfigTypes.MACHINE_CONFIGS, ID)
        .map(resource -> ConfigSpecs.decode(resource.spec()));
  }
}
