package dev.ijen.release;

/**
 * Why a node does not take a release.
 *
 * @param message names what and by how much; safe to show
 */
public record Finding(Reason reason, String message) {
  /** Reasons, as {@code ijen.fleet.Finding.Reason} has them on the wire. */
  public enum Reason {
    NOT_FOUND(false),
    REGISTRY_UNREACHABLE(false),
    NOT_A_RELEASE(false),
    UNSIGNED(false),
    FOREIGN_SIGNATURE(false),
    TRUNCATED(false),
    NO_ROOM(false),
    DROPS_KERNEL_ARGUMENT(true),
    DROPS_EXTENSION(true),
    DOWNGRADE(true),
    TRIAL_RUNNING(false),
    NO_SLOTS(false);

    private final boolean forcible;

    Reason(boolean forcible) {
      this.forcible = forcible;
    }

    /** Whether who asks for the change may take it on himself. */
    public boolean forcible() {
      return forcible;
    }
  }

  @Override
  public String toString() {
    return reason + ": " + message;
  }
}
