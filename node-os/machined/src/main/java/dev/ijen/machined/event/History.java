package dev.ijen.machined.event;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of the past a subscriber wants before it follows the present.
 *
 * @param last this many events at most; -1 for all that are kept
 * @param after only events after the one of this name
 * @param within only events younger than this
 * @param actor only events of this actor, past and future
 */
public record History(
    int last, Optional<String> after, Optional<Duration> within, Optional<String> actor) {

  /** Nothing of the past. */
  public static final History NONE =
      new History(0, Optional.empty(), Optional.empty(), Optional.empty());

  /** All that is kept. */
  public static final History ALL =
      new History(-1, Optional.empty(), Optional.empty(), Optional.empty());
}
