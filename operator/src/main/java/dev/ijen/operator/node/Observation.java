package dev.ijen.operator.node;

import java.util.Optional;

/** What a look at a node brought. */
public sealed interface Observation {
  /**
   * The node answered.
   *
   * @param address the address that answered
   * @param hostname name that the node gives itself
   * @param version tag of its operating system
   * @param configHash hash of the config it runs, empty when it runs none
   */
  record Seen(String address, String hostname, String version, Optional<String> configHash)
      implements Observation {}

  /**
   * No address answered.
   *
   * @param reason each address and why, safe to show
   */
  record Silent(String reason) implements Observation {}

  /**
   * The node answered, or would, but not to these credentials.
   *
   * @param reason safe to show
   */
  record Denied(String reason) implements Observation {}
}
