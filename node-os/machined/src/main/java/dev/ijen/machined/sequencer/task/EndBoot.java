package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.slot.Boots;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the machine in order; notes that it was in order, if that can be noted. */
public final class EndBoot implements TaskBody {
  private static final Logger log = LoggerFactory.getLogger(EndBoot.class);

  private final Boots boots;
  private final String how;
  private final Outcome outcome;

  /** Ends it so. */
  public EndBoot(Boots boots, String how, Outcome outcome) {
    this.boots = boots;
    this.how = how;
    this.outcome = outcome;
  }

  @Override
  public Outcome run() {
    try {
      boots.end(how);
    } catch (IOException e) {
      log.atWarn().setCause(e).log("the end of this boot could not be noted");
    }
    return outcome;
  }
}
