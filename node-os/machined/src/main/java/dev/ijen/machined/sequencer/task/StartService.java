package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.service.Supervisor;

/** Starts one service without waiting for it. */
public final class StartService implements TaskBody {
  private final Supervisor services;
  private final String id;

  /** Starts the service of this id. */
  public StartService(Supervisor services, String id) {
    this.services = services;
    this.id = id;
  }

  @Override
  public Outcome run() {
    services.start(id);
    return Outcome.proceed();
  }
}
