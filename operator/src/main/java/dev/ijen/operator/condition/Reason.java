package dev.ijen.operator.condition;

import java.util.Optional;
import java.util.stream.Stream;

/** Every reason that conditions and events give. The words are API: programs match them. */
public enum Reason {
  /** The node holds the desired config. */
  IN_SYNC("InSync", false),
  /** The desired config was sent and is not yet seen on the node. */
  APPLYING("Applying", false),
  /** The desired config was sent and the node took it. */
  CONFIG_APPLIED("ConfigApplied", false),
  /** The node had another config than the one it was given; it was given the desired one again. */
  DRIFT_CORRECTED("DriftCorrected", true),
  /** No address answers. */
  UNREACHABLE("Unreachable", true),
  /** The node does not accept the credentials, or they cannot be used. */
  CREDENTIALS_REFUSED("CredentialsRefused", true),
  /** Base config or fragments are no valid config together. */
  INVALID_CONFIG("InvalidConfig", true),
  /** Fragments of the same scope and weight contradict each other. */
  CONFLICTING_FRAGMENTS("ConflictingFragments", true),
  /** A Secret or a key of it is not there. */
  SECRET_MISSING("SecretMissing", true),
  /** The node refused the config and changed nothing. */
  NODE_REFUSED("NodeRefused", true),
  /** All selected machines hold the fragment. */
  APPLIED("Applied", false),
  /** Not all selected machines hold the fragment yet. */
  PENDING("Pending", false),
  /** The fragment is switched off. */
  DISABLED("Disabled", false),
  /** The fragment selects no machine. */
  NO_MACHINES("NoMachines", false),
  /** Releases are being written to inactive slots. */
  STAGING("Staging", false),
  /** Machines are being changed, or wait for it. */
  ROLLING("Rolling", false),
  /** Machines of the wave are brought back. */
  ROLLING_BACK("RollingBack", true),
  /** Machines on trial go back because a person ended the rollout. */
  CANCELLING("Cancelling", false),
  /** A person has to decide how it goes on. */
  HALTED("Halted", true),
  /** All machines have what they were to get. */
  SUCCEEDED("Succeeded", false),
  /** A person ended it. */
  CANCELLED("Cancelled", false),
  /** A newer one took its place. */
  SUPERSEDED("Superseded", false),
  /** A person suspended it. */
  SUSPENDED("Suspended", false),
  /** The pool is paused. */
  PAUSED("Paused", false),
  /** The cluster is frozen. */
  FROZEN("Frozen", false),
  /** Older rollouts go first. */
  QUEUED("Queued", false),
  /** Another pool goes first. */
  DEPENDENCY("Dependency", false),
  /** There is no Cluster, or more than one. */
  NO_CLUSTER("NoCluster", true),
  /** No window is open. */
  WINDOW_CLOSED("WindowClosed", false),
  /** The window may close before the next machine ends. */
  WINDOW_TOO_SHORT("WindowTooShort", false),
  /** A gate does not pass. */
  GATE("Gate", false),
  /** Too many machines are unavailable. */
  BUDGET("Budget", false),
  /** The pause between two machines. */
  BETWEEN_MACHINES("BetweenMachines", false),
  /** The wave is watched. */
  SOAKING("Soaking", false),
  /** Machines are being changed. */
  MACHINES("Machines", false),
  /** The rest of the machines cannot begin. */
  MACHINES_NOT_READY("MachinesNotReady", true),
  /** A machine was ordered to change. */
  CHANGING("Changing", false),
  /** The node answers and is not well. */
  NOT_READY("NotReady", true),
  /** A machine has what it was to get. */
  MACHINE_UPDATED("MachineUpdated", false),
  /** A machine failed and has again what it had before. */
  MACHINE_ROLLED_BACK("MachineRolledBack", true),
  /** A machine was well and was brought back. */
  MACHINE_REVERTED("MachineReverted", false),
  /** A machine was left out. */
  MACHINE_SKIPPED("MachineSkipped", false),
  /** A machine failed. */
  MACHINE_FAILED("MachineFailed", true),
  /** The machines are asked whether they can take the release. */
  PREFLIGHT("Preflight", false),
  /** They cannot. */
  BLOCKED("Blocked", true),
  /** A node has something else than it was given. */
  DRIFTED("Drifted", true),
  /** Two pools select the same machine. */
  OVERLAPPING_POOLS("OverlappingPools", true),
  /** All machines have the revision. */
  UPDATED("Updated", false),
  /** An expression, a schedule or another part of the spec cannot be used. */
  INVALID_SPEC("InvalidSpec", true),
  /** The checks hold. */
  PASSING("Passing", false),
  /** The checks do not hold. */
  FAILING("Failing", false),
  /** Nobody has asked yet. */
  NOT_ASKED("NotAsked", false),
  /** The window is open. */
  OPEN("Open", false),
  /** The window is closed. */
  CLOSED("Closed", false),
  /** The API server refused the status, which therefore shows what was true before. */
  STATUS_REFUSED("StatusRefused", true),
  /** Nothing speaks against it. */
  OK("Ok", false);

  private final String word;
  private final boolean warning;

  Reason(String word, boolean warning) {
    this.word = word;
    this.warning = warning;
  }

  /** The reason in CamelCase. */
  public String word() {
    return word;
  }

  /** The reason with this word. */
  public static Optional<Reason> of(String word) {
    return Stream.of(values()).filter(reason -> reason.word.equals(word)).findFirst();
  }

  /** Whether an event with this reason is a warning. */
  public boolean isWarning() {
    return warning;
  }
}
