package dev.ijen.machined.runtime;

import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.machined.wire.EmptySpec;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Asks for the API of maintenance mode while the node has no machine config. */
public final class MaintenanceRequestController implements Controller {
  private static final String ID = "maintenance";

  private final StageTracker stages;

  /** Asks while the tracker says so. */
  public MaintenanceRequestController(StageTracker stages) {
    this.stages = stages;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(RuntimeTypes.MAINTENANCE_SERVICE_REQUESTS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::listen);
  }

  @Override
  public void reconcile(ReaderWriter state) {
    if (stages.inMaintenance()) {
      state.modify(RuntimeTypes.MAINTENANCE_SERVICE_REQUESTS, ID, new EmptySpec());
    }
  }

  private void listen(Runnable wake) throws InterruptedException {
    stages.addListener(wake);
    try {
      wake.run();
      new CountDownLatch(1).await(); // until interrupted
    } finally {
      stages.removeListener(wake);
    }
  }
}
