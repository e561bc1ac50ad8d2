package dev.ijen.machined.runtime;

import dev.ijen.api.resource.runtime.KernelParamSpecSpec;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;

/** Kernel parameters that the machine config sets. */
public final class KernelParamConfigController implements Controller {

  @Override
  public List<Input> inputs() {
    return List.of(ActiveConfig.input());
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.shared(RuntimeTypes.KERNEL_PARAM_SPECS));
  }

  @Override
  public void reconcile(ReaderWriter state) {
    ActiveConfig.find(state)
        .ifPresent(
            config ->
                config
                    .sysctls()
                    .forEach(
                        (key, value) ->
                            state.modify(
                                RuntimeTypes.KERNEL_PARAM_SPECS,
                                KernelParams.id(key),
                                KernelParamSpecSpec.newBuilder().setValue(value).build())));
  }
}
