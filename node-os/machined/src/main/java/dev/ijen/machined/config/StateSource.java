package dev.ijen.machined.config;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.io.IOException;
import java.util.Optional;

/** The config that an earlier boot left in STATE. */
record StateSource(ConfigStore store) implements ConfigSource {
  @Override
  public String name() {
    return "STATE";
  }

  @Override
  public boolean keep() {
    return false;
  }

  @Override
  public Optional<MachineConfig> find() throws IOException, ConfigException {
    return store.stored();
  }
}
