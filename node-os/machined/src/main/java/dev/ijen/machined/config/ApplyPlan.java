package dev.ijen.machined.config;

import dev.ijen.config.ConfigDiff;
import dev.ijen.config.FieldChange;
import dev.ijen.config.schema.Effect;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.time.Duration;
import java.util.stream.Collectors;

/** Decides how a config is taken over, from what its change means for the running node. */
final class ApplyPlan {
  private static final Duration LONGEST_TRIAL = Duration.ofDays(7);

  private ApplyPlan() {}

  /**
   * The mode that is used: automatic becomes one of the others.
   *
   * @throws NodeException {@code INVALID} for a trial without a sensible length; {@code NOT_NOW}
   *     with the fields for a change that needs a reboot in a mode without one
   */
  static ApplyMode mode(ApplyRequest request, ConfigDiff diff) throws NodeException {
    boolean reboot = diff.effect().kind() == Effect.Kind.REBOOT;
    return switch (request.mode()) {
      case AUTO -> reboot ? ApplyMode.REBOOT : ApplyMode.NO_REBOOT;
      case TRY -> {
        check(request.tryFor());
        yield without(request.mode(), diff);
      }
      case NO_REBOOT -> without(request.mode(), diff);
      case REBOOT -> {
        if (!request.tryFor().isZero()) {
          check(request.tryFor());
        }
        yield request.mode();
      }
      case STAGED -> request.mode();
    };
  }

  private static ApplyMode without(ApplyMode mode, ConfigDiff diff) throws NodeException {
    if (diff.effect().kind() == Effect.Kind.REBOOT) {
      throw new NodeException(
          Reason.NOT_NOW,
          "this change needs a reboot: "
              + diff.fields(Effect.Kind.REBOOT).stream()
                  .map(FieldChange::at)
                  .collect(Collectors.joining(", ")));
    }
    return mode;
  }

  private static void check(Duration tryFor) throws NodeException {
    if (!tryFor.isPositive() || tryFor.compareTo(LONGEST_TRIAL) > 0) {
      throw new NodeException(
          Reason.INVALID, "a trial lasts more than nothing and at most 7 days, not " + tryFor);
    }
  }
}
