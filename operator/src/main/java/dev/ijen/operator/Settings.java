package dev.ijen.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What an administrator may set, as {@code ijen.*} properties or {@code IJEN_*} variables. */
@ConfigMapping(prefix = "ijen")
public interface Settings {
  /**
   * How often a node is looked at when nothing happens: the longest a change by hand goes unseen.
   */
  @WithDefault("60s")
  Duration poll();

  /**
   * How often the node of a machine of a pool is asked, and the Secrets of the machine are read.
   * Its stream tells changes at once; this is for a stream that is dead without anybody knowing.
   */
  @WithDefault("4m")
  Duration watchedPoll();

  /** How often a node that does not answer is tried again. */
  @WithDefault("10s")
  Duration retry();

  /** The longest that a node may take to answer a question. */
  @WithDefault("10s")
  Duration deadline();

  /** Namespace of the Lease that decides who leads; without it the operator's own. */
  Optional<String> leaseNamespace();
}
