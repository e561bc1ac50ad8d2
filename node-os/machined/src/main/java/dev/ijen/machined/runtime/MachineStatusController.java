package dev.ijen.machined.runtime;

import dev.ijen.api.resource.runtime.MachineStatusSpec;
import dev.ijen.api.resource.v1alpha1.ServiceSpec;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.machined.v1alpha1.resource.ServiceTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.runtime.resource.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Shows the stage of the machine and whether it is ready. */
public final class MachineStatusController implements Controller {
  static final String ID = "machine";

  private final StageTracker stages;

  /** Shows the stages that the tracker knows. */
  public MachineStatusController(StageTracker stages) {
    this.stages = stages;
  }

  @Override
  public List<Input> inputs() {
    return List.of(
        Input.weak(ServiceTypes.SERVICES),
        Input.weak(NetworkTypes.NETWORK_STATUSES).only("status"));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(RuntimeTypes.MACHINE_STATUSES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::listen);
  }

  @Override
  public void reconcile(ReaderWriter state) {
    var services = new HashMap<String, ServiceSpec>();
    state
        .list(ServiceTypes.SERVICES)
        .forEach(service -> services.put(service.id(), service.spec()));
    var network = state.find(NetworkTypes.NETWORK_STATUSES, "status").map(Resource::spec);
    state.modify(
        RuntimeTypes.MACHINE_STATUSES,
        ID,
        MachineStatusSpec.newBuilder()
            .setStage(stages.stage())
            .setStatus(Readiness.of(services, network))
            .build());
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
