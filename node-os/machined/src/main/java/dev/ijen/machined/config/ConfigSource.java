package dev.ijen.machined.config;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import java.io.IOException;
import java.util.Optional;

/** A place where a machine config may be found while the node starts. */
interface ConfigSource {

  /** The place, in words for events and logs. */
  String name();

  /** Whether what is found here must be written to STATE. */
  boolean keep();

  /**
   * Looks; may wait for the network.
   *
   * @return empty when the source has none
   * @throws IOException when the source cannot be read
   * @throws ConfigException when what it has is no machine config
   */
  Optional<MachineConfig> find() throws IOException, ConfigException, InterruptedException;
}
