package dev.ijen.machined.config;

import dev.ijen.machined.platform.KernelCommandLine;
import java.util.List;

/** The one list of places where a machine config is looked for, in order. */
final class ConfigSources {
  private ConfigSources() {}

  static List<ConfigSource> all(ConfigStore store, KernelCommandLine commandLine) {
    return List.of(
        new StateSource(store), new UrlSource(commandLine), new InlineSource(commandLine));
  }
}
