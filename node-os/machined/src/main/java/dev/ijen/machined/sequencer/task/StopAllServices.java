package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.service.Supervisor;
import java.time.Duration;

/** Ends all services, each after those that need it. */
public final class StopAllServices implements TaskBody {
  private static final Duration EACH = Duration.ofSeconds(30);

  private final Supervisor services;

  /** Ends these. */
  public StopAllServices(Supervisor services) {
    this.services = services;
  }

  @Override
  public Outcome run() throws InterruptedException {
    services.stopAll(EACH);
    return Outcome.proceed();
  }
}
