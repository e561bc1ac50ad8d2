package dev.ijen.machined.meta;

import dev.ijen.api.resource.runtime.MetaKeySpec;
import dev.ijen.api.resource.runtime.MetaLoadedSpec;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Shows the keys of META that the contract has; our own are shown as what they mean. */
public final class MetaController implements Controller {
  private final Meta meta;

  /** Shows this META. */
  public MetaController(Meta meta) {
    this.meta = meta;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        Output.exclusive(RuntimeTypes.META_KEYS), Output.exclusive(RuntimeTypes.META_LOADS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::listen);
  }

  @Override
  public void reconcile(ReaderWriter state) {
    if (!meta.isOpen()) {
      return;
    }
    meta.all()
        .forEach(
            (key, value) -> {
              if (key <= MetaKeys.LAST_OF_CONTRACT) {
                state.modify(
                    RuntimeTypes.META_KEYS,
                    "0x%02x".formatted(key),
                    MetaKeySpec.newBuilder()
                        .setValue(new String(value, StandardCharsets.UTF_8))
                        .build());
              }
            });
    state.modify(
        RuntimeTypes.META_LOADS, "meta-loaded", MetaLoadedSpec.newBuilder().setDone(true).build());
  }

  private void listen(Runnable wake) throws InterruptedException {
    meta.addListener(wake);
    try {
      wake.run();
      new CountDownLatch(1).await(); // until interrupted
    } finally {
      meta.removeListener(wake);
    }
  }
}
