package dev.ijen.machined.config;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.platform.KernelCommandLine;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** A config in the kernel argument {@code ijen.config.inline}: base64, plain or gzip. */
record InlineSource(KernelCommandLine commandLine) implements ConfigSource {
  @Override
  public String name() {
    return "kernel argument ijen.config.inline";
  }

  @Override
  public boolean keep() {
    return true;
  }

  @Override
  public Optional<MachineConfig> find() throws IOException, ConfigException {
    Optional<String> word = commandLine.value("ijen.config.inline");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Packed.decode(Base64.getDecoder().decode(word.get())));
    } catch (IllegalArgumentException e) {
      throw new IOException(name() + ": not base64: " + e.getMessage(), e);
    }
  }
}
