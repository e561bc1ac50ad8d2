package dev.ijen.machined.config;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.ConfigLoadErrorEvent;
import dev.ijen.machined.platform.KernelCommandLine;
import dev.ijen.machined.platform.NodeException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the first machine config, and waits in maintenance mode when there is none. */
public final class ConfigLoader {
  private static final Logger log = LoggerFactory.getLogger(ConfigLoader.class);

  private final ConfigStore store;
  private final Configurator configurator;
  private final KernelCommandLine commandLine;
  private final EventBus events;
  private final Maintenance maintenance;

  /** Is told when the node waits for a config by its API, and when it has one. */
  public interface Maintenance {
    /** The node waits. */
    void begin();

    /** The node has a config. */
    void end();
  }

  /** A loader that has not looked yet. */
  public ConfigLoader(
      ConfigStore store,
      Configurator configurator,
      KernelCommandLine commandLine,
      EventBus events,
      Maintenance maintenance) {
    this.store = store;
    this.configurator = configurator;
    this.commandLine = commandLine;
    this.events = events;
    this.maintenance = maintenance;
  }

  /** Returns once a config is in force. */
  public void load() throws InterruptedException {
    open();
    for (ConfigSource source : ConfigSources.all(store, commandLine)) {
      if (take(source)) {
        break;
      }
    }
    if (store.active().isPresent()) {
      return;
    }
    log.atInfo().log("no machine config in force, entering maintenance mode");
    maintenance.begin();
    try {
      store.await();
    } finally {
      maintenance.end();
    }
  }

  private void open() {
    try {
      configurator.open();
    } catch (IOException e) {
      log.atError().setCause(e).log("what STATE knows of earlier machine configs cannot be used");
    }
  }

  /** Whether the source had a config that the node can use, here or on another disk. */
  private boolean take(ConfigSource source) throws InterruptedException {
    try {
      Optional<MachineConfig> config = source.find();
      if (config.isEmpty()) {
        return false;
      }
      configurator.adopt(config.get(), source.keep());
      log.atInfo()
          .addKeyValue("source", source.name())
          .addKeyValue("hash", config.get().hash())
          .log("machine config found");
      return true;
    } catch (IOException | ConfigException | NodeException e) {
      events.publish(new ConfigLoadErrorEvent(source.name() + ": " + e.getMessage()));
      log.atError()
          .addKeyValue("source", source.name())
          .addKeyValue("reason", e.getMessage())
          .log("machine config cannot be used");
      return false;
    }
  }
}
