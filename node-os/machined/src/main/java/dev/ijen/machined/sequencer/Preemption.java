package dev.ijen.machined.sequencer;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which sequence may interrupt which; whatever is not named has to wait. */
public final class Preemption {
  private static final Map<Sequence, Set<Sequence>> MAY_BE_INTERRUPTED_BY =
      Map.of(
          Sequence.INITIALIZE, EnumSet.of(Sequence.REBOOT, Sequence.SHUTDOWN),
          Sequence.BOOT, EnumSet.of(Sequence.REBOOT, Sequence.SHUTDOWN, Sequence.RESET),
          Sequence.REBOOT, EnumSet.of(Sequence.REBOOT, Sequence.SHUTDOWN),
          Sequence.RESET, EnumSet.of(Sequence.REBOOT),
          Sequence.SHUTDOWN, EnumSet.of(Sequence.SHUTDOWN));

  private Preemption() {}

  /** Whether the running sequence gives way to the next one. */
  public static boolean allows(Sequence running, Sequence next) {
    return MAY_BE_INTERRUPTED_BY.getOrDefault(running, Set.of()).contains(next);
  }
}
