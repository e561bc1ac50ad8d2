package dev.ijen.machined.slot;

import dev.ijen.api.resource.runtime.BootedEntrySpec;
import dev.ijen.linux.EfiVariables;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.machined.slot.resource.SlotTypes;
import dev.ijen.runtime.controller.Controller;
import dev.ijen.runtime.controller.EventSource;
import dev.ijen.runtime.controller.Input;
import dev.ijen.runtime.controller.Output;
import dev.ijen.runtime.controller.ReaderWriter;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Entries;
import dev.ijen.slots.Entry;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.InactiveSlot;
import dev.ijen.slots.Slot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Shows the two slots and the entry that was booted, after every change of META. */
public final class SlotStatusController implements Controller {
  private static final String COUNTED = "LoaderBootCountPath";

  private final Optional<ActiveSlot> active;
  private final Esp esp;
  private final Meta meta;
  private final SlotNotes notes;
  private final EfiVariables variables;

  /** Shows the slots of a node; nothing where there are none. */
  public SlotStatusController(
      Optional<ActiveSlot> active, Esp esp, Meta meta, SlotNotes notes, EfiVariables variables) {
    this.active = active;
    this.esp = esp;
    this.meta = meta;
    this.notes = notes;
    this.variables = variables;
  }

  @Override
  public List<Input> inputs() {
    return List.of();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        Output.exclusive(SlotTypes.SLOT_STATUSES), Output.exclusive(RuntimeTypes.BOOTED_ENTRIES));
  }

  @Override
  public List<EventSource> eventSources() {
    return List.of(this::listen);
  }

  @Override
  public void reconcile(ReaderWriter state) throws IOException, InterruptedException {
    if (active.isEmpty() || !meta.isOpen()) {
      return;
    }
    Slot running = active.get().slot();
    esp.open(
        folder -> {
          var entries = new Entries(folder.entries(), notes.proved());
          for (Slot slot : Slot.values()) {
            boolean staged = folder.has(new InactiveSlot(slot).staged());
            state.modify(
                SlotTypes.SLOT_STATUSES,
                slot.name(),
                SlotState.of(slot, running, entries, staged, notes.find(slot)));
          }
          state.modify(
              RuntimeTypes.BOOTED_ENTRIES,
              "bootedentry",
              BootedEntrySpec.newBuilder().setBootedEntry(booted(entries, running)).build());
          return folder;
        });
  }

  /**
   * The entry that was booted, by the name it has now: the loader tells it only of entries that it
   * counts.
   */
  private String booted(Entries entries, Slot running) throws IOException {
    Optional<EntryName> counted =
        variables
            .text(EfiVariables.LOADER, COUNTED)
            .flatMap(path -> EntryName.parse(path.substring(path.lastIndexOf('\\') + 1)));
    return entries.main(running).map(Entry::file).or(() -> counted.map(EntryName::file)).orElse("");
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
