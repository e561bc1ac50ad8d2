package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.config.ConfigLoader;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;

/** Finds a machine config, or waits in maintenance mode for one. */
public final class LoadConfig implements TaskBody {
  private final ConfigLoader loader;

  /** Finds it with this loader. */
  public LoadConfig(ConfigLoader loader) {
    this.loader = loader;
  }

  @Override
  public Outcome run() throws InterruptedException {
    loader.load();
    return Outcome.proceed();
  }
}
