package dev.ijen.machined.slot;

import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.slot.resource.SlotTypes;
import dev.ijen.machined.wire.ProtoTime;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Shows the last boots. */
public final class BootRecordController implements Controller {
  private final Meta meta;

  /** Shows those that META knows. */
  public BootRecordController(Meta meta) {
    this.meta = meta;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(Output.exclusive(SlotTypes.BOOT_RECORDS));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::listen);
  }

  @Override
  public void reconcile(ReaderWriter state) {
    List<BootRecord> boots = new Boots(meta).list();
    for (int i = 0; i < boots.size(); i++) {
      state.modify(SlotTypes.BOOT_RECORDS, "%02d".formatted(i), encode(boots.get(i)));
    }
  }

  private static dev.ijen.api.fleet.BootRecord encode(BootRecord boot) {
    return dev.ijen.api.fleet.BootRecord.newBuilder()
        .setBootId(boot.bootId())
        .setAt(ProtoTime.encode(boot.at()))
        .setSlot(boot.slot())
        .setGeneration(boot.generation())
        .setVersion(boot.version())
        .setReason(boot.reason())
        .setEnded(boot.ended())
        .setDetail(boot.detail())
        .build();
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
