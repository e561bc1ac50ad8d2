package dev.ijen.machined.v1alpha1;

import dev.ijen.api.resource.v1alpha1.ServiceSpec;
import dev.ijen.machined.service.ServiceState;
import dev.ijen.machined.service.ServiceStatus;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.v1alpha1.resource.ServiceTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Shows the services that run as resources. */
public final class ServiceController implements Controller {
  private final Supervisor services;

  /** Shows the services of a supervisor. */
  public ServiceController(Supervisor services) {
    this.services = services;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(ServiceTypes.SERVICES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::listen);
  }

  @Override
  public void reconcile(ReaderWriter state) {
    for (ServiceStatus status : services.list()) {
      if (status.state() == ServiceState.RUNNING) {
        state.modify(ServiceTypes.SERVICES, status.id(), spec(status));
      }
    }
  }

  private void listen(Runnable wake) throws InterruptedException {
    services.addListener(wake);
    try {
      wake.run();
      new CountDownLatch(1).await(); // until interrupted
    } finally {
      services.removeListener(wake);
    }
  }

  /** A service without a health check is known to be well when it runs. */
  private static ServiceSpec spec(ServiceStatus status) {
    return ServiceSpec.newBuilder()
        .setRunning(true)
        .setHealthy(status.up())
        .setUnknown(status.checked() && status.health().unknown())
        .build();
  }
}
