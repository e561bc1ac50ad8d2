package dev.ijen.runtime.state;

import dev.ijen.runtime.resource.ResourceKey;

/** A write or a read that the state refused; {@link #reason} is for the caller to act on. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a state refuses. */
  public enum Reason {
    NOT_FOUND,
    ALREADY_EXISTS,
    OWNER_CONFLICT,
    VERSION_CONFLICT,
    PHASE_CONFLICT,
    PENDING_FINALIZERS
  }

  private final Reason reason;

  /** Says which resource was refused and why. */
  public StateException(Reason reason, ResourceKey key, String detail) {
    super(key + ": " + detail);
    this.reason = reason;
  }

  /** Why the state refused. */
  public Reason reason() {
    return reason;
  }
}
