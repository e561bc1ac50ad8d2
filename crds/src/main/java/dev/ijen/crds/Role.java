package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a machine does in its cluster. */
public enum Role {
  /** Runs etcd and the API server; disrupted one at a time and only while all others are ready. */
  @JsonProperty("ControlPlane")
  CONTROL_PLANE,
  /** Runs workloads. */
  @JsonProperty("Worker")
  WORKER
}
