package dev.ijen.machined.slot;

import dev.ijen.linux.EfiVariables;
import dev.ijen.linux.KernelFile;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.meta.MetaKeys;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.platform.Release;
import dev.ijen.machined.platform.WatchdogFile;
import dev.ijen.machined.slot.BootJudgement.Role;
import dev.ijen.slots.ActiveSlot;
import dev.ijen.slots.Entries;
import dev.ijen.slots.TransitionRefusedException;
import dev.ijen.slots.Transitions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes the start of this boot, says how the one before ended, and clears up after an image that
 * did not prove itself. Doing it again in the same boot changes nothing.
 */
public final class BootStart {
  private static final Logger log = LoggerFactory.getLogger(BootStart.class);

  private final NodePaths paths;
  private final Release release;
  private final Clock clock;
  private final SystemDisk disk;
  private final EfiVariables variables;
  private final Esp esp;
  private final Meta meta;
  private final SlotNotes notes;

  /** Starts of this node. */
  public BootStart(
      NodePaths paths,
      Release release,
      Clock clock,
      SystemDisk disk,
      EfiVariables variables,
      Esp esp,
      Meta meta,
      SlotNotes notes) {
    this.paths = paths;
    this.release = release;
    this.clock = clock;
    this.disk = disk;
    this.variables = variables;
    this.esp = esp;
    this.meta = meta;
    this.notes = notes;
  }

  /** Does it, once META is open. */
  public void run(ActiveSlot active) throws IOException, InterruptedException {
    ensureFirmware();
    var words = new LastWords(paths.at("/sys/fs/pstore"));
    String last = words.read();
    BootJudgement judgement = esp.open(folder -> begin(active, folder, last));
    words.clear();
    log.atInfo()
        .addKeyValue("slot", active.slot())
        .addKeyValue("reason", judgement.boots().getFirst().reason())
        .addKeyValue("detail", judgement.boots().getFirst().detail())
        .log("boot noted");
  }

  /** A firmware that cannot be written boots all the same: only a damaged entry needs this. */
  private void ensureFirmware() {
    try {
      new FirmwareBootOrder(variables).ensure(disk.entry("EFI"));
    } catch (IOException e) {
      log.atWarn().setCause(e).log("the firmware's boot order was not written");
    }
  }

  private BootJudgement begin(ActiveSlot active, EspFolder folder, String lastWords)
      throws IOException, InterruptedException {
    List<String> removed = folder.removeTemporary();
    if (!removed.isEmpty()) {
      log.atInfo().addKeyValue("files", removed).log("removed what a power cut left");
    }
    folder.entries().stream()
        .filter(entry -> entry.name().exhausted())
        .forEach(entry -> log.atWarn().addKeyValue("entry", entry.file()).log("no tries left"));
    BootJudgement judgement =
        BootJudgement.of(
            new BootFacts(
                KernelFile.read(paths.at("/proc/sys/kernel/random/boot_id")),
                active.slot(),
                release.version(),
                clock.instant(),
                folder.entries(),
                SlotTrial.find(meta),
                new Boots(meta).list(),
                lastWords,
                WatchdogFile.read(paths).map(WatchdogFile::restarted).orElse(false)));
    if (judgement.role() instanceof Role.FellBack(SlotTrial trial, String reason)) {
      settle(folder, trial, reason);
    }
    meta.change(
        values -> {
          values.put(MetaKeys.BOOTS, Boots.encode(judgement.boots()));
          if (judgement.role() instanceof Role.FellBack) {
            values.remove(MetaKeys.SLOT_TRIAL);
            values.remove(MetaKeys.UPGRADE);
          }
        });
    return judgement;
  }

  /** Sees to it that the image is not tried again by itself. */
  private void settle(EspFolder folder, SlotTrial trial, String reason)
      throws IOException, InterruptedException {
    log.atWarn()
        .addKeyValue("slot", trial.slot())
        .addKeyValue("version", trial.version())
        .addKeyValue("reason", reason)
        .log("fell back: the image on trial did not prove itself");
    try {
      var entries = new Entries(folder.entries(), notes.proved());
      new StepRunner(folder, notes, NewImage.none())
          .run(Transitions.markBad(entries, trial.slot()));
    } catch (TransitionRefusedException e) {
      log.atWarn().setCause(e).log("the image is left to the loader's counter");
    }
    notes.change(trial.slot(), note -> note.proved(false).because(reason));
  }
}
