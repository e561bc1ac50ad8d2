package dev.ijen.operator.machine;

import dev.ijen.operator.condition.Reason;

/** What to do about a machine. */
sealed interface Decision {
  /** Nothing: the node holds the desired config. */
  record InSync() implements Decision {}

  /** Wait: the config was sent a moment ago. */
  record AwaitEffect() implements Decision {}

  /**
   * Send the config.
   *
   * @param address where the node answered
   * @param config the documents as YAML
   * @param drift whether the node held this config before, so that someone else changed it
   */
  record Apply(String address, String config, boolean drift) implements Decision {
    /** Without the config, which holds secrets. */
    @Override
    public String toString() {
      return "Apply[address=%s, drift=%s]".formatted(address, drift);
    }
  }

  /** Try again later: no address answers. */
  record Unreachable(String message) implements Decision {}

  /** Nothing before a person repairs the input. */
  record Stalled(Reason reason, String message) implements Decision {}
}
