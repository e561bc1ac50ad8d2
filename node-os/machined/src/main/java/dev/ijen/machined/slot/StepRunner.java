package dev.ijen.machined.slot;

import dev.ijen.linux.UncachedFile;
import dev.ijen.slots.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the steps of a transition, in their order. */
public final class StepRunner {
  private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

  private final EspFolder esp;
  private final SlotNotes notes;
  private final NewImage image;

  /** What a copied file was copied from. */
  private final Map<String, String> copies = new HashMap<>();

  /**
   * Works on this folder while it is mounted.
   *
   * @param image what is written, {@link NewImage#none} when nothing is
   */
  public StepRunner(EspFolder esp, SlotNotes notes, NewImage image) {
    this.esp = esp;
    this.notes = notes;
    this.image = image;
  }

  /**
   * Carries the steps out.
   *
   * @throws IOException from the first one that failed; those after it are not begun
   */
  public void run(List<Step> steps) throws IOException, InterruptedException {
    for (Step step : steps) {
      run(step);
      log.atInfo().addKeyValue("step", step).log("slot step");
    }
  }

  private void run(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Prove(var slot) -> notes.prove(slot);
      case Step.Forget(var slot) -> notes.forget(slot);
      case Step.Delete(var file) -> esp.delete(file);
      case Step.WriteRoot(var slot) -> image.writeRoot(slot);
      case Step.SyncRoot(var slot) -> image.syncRoot(slot);
      case Step.VerifyRoot(var slot) -> image.verifyRoot(slot);
      case Step.WriteUki(var file) -> image.writeUki(esp.path(file));
      case Step.Copy(var from, var to) -> {
        esp.copy(from, to);
        copies.put(to, from);
      }
      case Step.Verify(var file) -> verify(file);
      case Step.SyncFile(var file) -> esp.sync(file);
      case Step.SyncFolder() -> esp.sync();
      case Step.Rename(var from, var to) -> esp.rename(from, to);
    }
  }

  private void verify(String file) throws IOException, InterruptedException {
    String from = copies.get(file);
    if (from == null) {
      image.verifyUki(esp.path(file));
    } else if (!UncachedFile.sha256(esp.path(from)).equals(UncachedFile.sha256(esp.path(file)))) {
      throw new IOException("copy of %s to %s differs on the disk".formatted(from, file));
    }
  }
}
