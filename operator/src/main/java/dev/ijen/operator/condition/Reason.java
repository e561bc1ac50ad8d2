package dev.ijen.operator.condition;

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

  /** Whether an event with this reason is a warning. */
  public boolean isWarning() {
    return warning;
  }
}
