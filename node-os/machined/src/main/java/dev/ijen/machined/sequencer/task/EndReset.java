package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.reset.ResetPlan;
import dev.ijen.machined.reset.Resets;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.slot.BootJudgement;
import dev.ijen.machined.slot.Boots;

/** Ends the machine after a reset; a wiped disk gets no note of it. */
public final class EndReset implements TaskBody {
  private final Resets resets;
  private final Boots boots;

  /** Ends it as the reset was planned. */
  public EndReset(Resets resets, Boots boots) {
    this.resets = resets;
    this.boots = boots;
  }

  @Override
  public Outcome run() {
    ResetPlan plan = resets.planned();
    Outcome outcome = plan.reboot() ? new Outcome.Reboot() : new Outcome.PowerOff();
    if (plan.wholeSystemDisk()) {
      return outcome;
    }
    String how = plan.reboot() ? BootJudgement.REBOOT : BootJudgement.POWER_OFF;
    return new EndBoot(boots, how, outcome).run();
  }
}
