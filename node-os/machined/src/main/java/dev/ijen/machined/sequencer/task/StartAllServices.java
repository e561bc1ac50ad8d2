package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.sequencer.TaskException;
import dev.ijen.machined.service.Supervisor;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Starts all services, each when what it needs is up, and waits until they are. */
public final class StartAllServices implements TaskBody {
  private static final Duration LIMIT = Duration.ofMinutes(70);

  private final Supervisor services;

  /** Starts these. */
  public StartAllServices(Supervisor services) {
    this.services = services;
  }

  @Override
  public Outcome run() throws InterruptedException, TaskException {
    services.startAll();
    try {
      services.awaitSettled(LIMIT);
    } catch (TimeoutException e) {
      throw TaskException.retryable(e.getMessage() + " after " + LIMIT.toMinutes() + " minutes");
    }
    return Outcome.proceed();
  }
}
