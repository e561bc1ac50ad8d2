package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Breadth of a fragment; the constants stand in the order of merging. */
public enum Scope {
  /** For the cluster as a whole; merged first. */
  @JsonProperty("Cluster")
  CLUSTER,
  /** For pools. */
  @JsonProperty("Pool")
  POOL,
  /** For particular machines; merged last. */
  @JsonProperty("Machine")
  MACHINE
}
