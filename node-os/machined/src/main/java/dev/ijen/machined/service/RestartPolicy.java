package dev.ijen.machined.service;

import java.time.Duration;

/** What happens when a service ends by itself. */
public enum RestartPolicy {
  /** It is started again, however it ended. */
  FOREVER,
  /** It stays ended. */
  ONCE,
  /** It is started again until it ends well. */
  UNTIL_SUCCESS;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Whether to start again. */
  boolean again(boolean endedWell) {
    return switch (this) {
      case FOREVER -> true;
      case ONCE -> false;
      case UNTIL_SUCCESS -> !endedWell;
    };
  }

  /**
   * How long to wait before the next start: 1 s, doubled for each quick end in a row, at most 30 s.
   *
   * @param quickEnds how many times in a row it ended soon after its start
   */
  static Duration pause(int quickEnds) {
    Duration pause = SHORTEST.multipliedBy(1L << Math.min(Math.max(quickEnds, 0), 6));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
