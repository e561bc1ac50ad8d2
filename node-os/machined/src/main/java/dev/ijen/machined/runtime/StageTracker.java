package dev.ijen.machined.runtime;

import dev.ijen.api.resource.enums.RuntimeMachineStage;
import dev.ijen.machined.config.ConfigLoader;
import dev.ijen.machined.sequencer.Sequence;
import dev.ijen.machined.sequencer.SequenceException;
import dev.ijen.machined.sequencer.SequenceListener;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows the stage of the machine from its sequences. */
public final class StageTracker implements SequenceListener, ConfigLoader.Maintenance {
  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile RuntimeMachineStage stage = RuntimeMachineStage.MACHINE_STAGE_BOOTING;
  private volatile RuntimeMachineStage beforeWriting = RuntimeMachineStage.MACHINE_STAGE_UNKNOWN;

  /** The stage of the moment. */
  public RuntimeMachineStage stage() {
    return stage;
  }

  /** Whether the node waits for a config. */
  public boolean inMaintenance() {
    return stage == RuntimeMachineStage.MACHINE_STAGE_MAINTENANCE;
  }

  /** Calls the listener after every change; it must not wait. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Stops telling the listener. */
  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  /** The node writes a release; {@link #writingEnded} brings the stage of before back. */
  public void upgradeBegan() {
    writingBegan(RuntimeMachineStage.MACHINE_STAGE_UPGRADING);
  }

  /** The node writes a release to another disk; {@link #writingEnded} as before. */
  public void installBegan() {
    writingBegan(RuntimeMachineStage.MACHINE_STAGE_INSTALLING);
  }

  private void writingBegan(RuntimeMachineStage next) {
    beforeWriting = stage;
    enter(next);
  }

  /** The writing is over, for good or ill. */
  public void writingEnded() {
    if (stage == RuntimeMachineStage.MACHINE_STAGE_UPGRADING
        || stage == RuntimeMachineStage.MACHINE_STAGE_INSTALLING) {
      enter(beforeWriting);
    }
  }

  @Override
  public void started(Sequence sequence) {
    enter(
        switch (sequence) {
          case INITIALIZE, BOOT -> RuntimeMachineStage.MACHINE_STAGE_BOOTING;
          case REBOOT -> RuntimeMachineStage.MACHINE_STAGE_REBOOTING;
          case SHUTDOWN -> RuntimeMachineStage.MACHINE_STAGE_SHUTTING_DOWN;
          case RESET -> RuntimeMachineStage.MACHINE_STAGE_RESETTING;
        });
  }

  @Override
  public void ended(Sequence sequence) {
    if (sequence == Sequence.BOOT) {
      enter(RuntimeMachineStage.MACHINE_STAGE_RUNNING);
    }
  }

  @Override
  public void failed(Sequence sequence, SequenceException.Reason reason) {}

  @Override
  public void begin() {
    enter(RuntimeMachineStage.MACHINE_STAGE_MAINTENANCE);
  }

  @Override
  public void end() {
    if (inMaintenance()) {
      enter(RuntimeMachineStage.MACHINE_STAGE_BOOTING);
    }
  }

  private void enter(RuntimeMachineStage next) {
    stage = next;
    listeners.forEach(Runnable::run);
  }
}
