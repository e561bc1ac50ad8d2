package dev.ijen.machined.config;

import dev.ijen.api.resource.config.MachineType;
import dev.ijen.api.resource.config.MachineTypeSpec;
import dev.ijen.machined.config.resource.ConfigSpecs;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Says what the machine is in its cluster. */
public final class MachineTypeController implements Controller {
  private static final String ID = "machine-type";

  @Override
  public List<Input> inputs() {
    return List.of(Input.weak(ConfigTypes.MACHINE_CONFIGS).only(ConfigStore.ACTIVE));
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(ConfigTypes.MACHINE_TYPES));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    var config = state.find(ConfigTypes.MACHINE_CONFIGS, ConfigStore.ACTIVE);
    MachineType type =
        config.isEmpty()
            ? MachineType.UNKNOWN
            : type(ConfigSpecs.decode(config.get().spec()).machineType());
    state.modify(
        ConfigTypes.MACHINE_TYPES, ID, MachineTypeSpec.newBuilder().setMachineType(type).build());
  }

  private static MachineType type(dev.ijen.config.MachineType type) {
    return switch (type) {
      case INIT -> MachineType.INIT;
      case CONTROL_PLANE -> MachineType.CONTROL_PLANE;
      case WORKER -> MachineType.WORKER;
    };
  }
}
