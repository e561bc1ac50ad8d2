package dev.ijen.machined.runtime;

import dev.ijen.api.resource.runtime.MachineStatusSpec;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.event.NodeEvent.MachineStatusEvent;
import dev.ijen.machined.event.NodeEvent.UnmetCondition;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Tells changes of the machine's status as events. */
public final class MachineStatusPublisherController implements Controller {
  private final EventBus events;

  /** Tells this bus. */
  public MachineStatusPublisherController(EventBus events) {
    this.events = events;
  }

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(RuntimeTypes.MACHINE_STATUSES).only(MachineStatusController.ID));
  }

  @Override
  public List<Output> outputs() {
    return List.of();
  }

  @Override
  public void reconcile(ReaderWriter state) {
    state
        .find(RuntimeTypes.MACHINE_STATUSES, MachineStatusController.ID)
        .ifPresent(status -> events.publish(event(status.spec())));
  }

  private static MachineStatusEvent event(MachineStatusSpec spec) {
    return new MachineStatusEvent(
        spec.getStageValue(),
        spec.getStatus().getReady(),
        spec.getStatus().getUnmetConditionsList().stream()
            .map(unmet -> new UnmetCondition(unmet.getName(), unmet.getReason()))
            .toList());
  }
}
