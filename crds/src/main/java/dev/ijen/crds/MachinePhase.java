package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a machine stands, in one word. */
public enum MachinePhase {
  /** The node answers and holds the desired config. */
  @JsonProperty("Running")
  RUNNING,
  /** The desired config was sent and is not yet seen on the node. */
  @JsonProperty("Applying")
  APPLYING,
  /** A Rollout is changing the machine. */
  @JsonProperty("Changing")
  CHANGING,
  /** The node answers and is not well. */
  @JsonProperty("NotReady")
  NOT_READY,
  /** No address answers. */
  @JsonProperty("Unreachable")
  UNREACHABLE,
  /** Nothing is sent before a person repairs the input; the conditions say what. */
  @JsonProperty("Stalled")
  STALLED
}
