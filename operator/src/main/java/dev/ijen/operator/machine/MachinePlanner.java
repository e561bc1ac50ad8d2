package dev.ijen.operator.machine;

import dev.ijen.config.MachineConfig;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.machine.Decision.Apply;
import dev.ijen.operator.machine.Decision.AwaitEffect;
import dev.ijen.operator.machine.Decision.InSync;
import dev.ijen.operator.machine.Decision.Stalled;
import dev.ijen.operator.machine.Decision.Unreachable;
import dev.ijen.operator.node.Observation.Denied;
import dev.ijen.operator.node.Observation.Seen;
import dev.ijen.operator.node.Observation.Silent;
import dev.ijen.operator.render.Rendering.Refused;
import dev.ijen.operator.render.Rendering.Rendered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides about one machine. Pure. */
final class MachinePlanner {
  /** A node that took a config shows it within this time, or it is sent again. */
  static final Duration EFFECT = Duration.ofMinutes(1);

  private MachinePlanner() {}

  /**
   * The next thing to do; bad input goes before an unreachable node, because a person can act on
   * it.
   */
  static Decision next(MachineView view, Instant now) {
    return switch (view.rendering()) {
      case Refused refused -> stalled(refused.problems());
      case Rendered(MachineConfig config) ->
          switch (view.observation()) {
            case Silent(String reason) -> new Unreachable(reason);
            case Denied(String reason) -> new Stalled(Reason.CREDENTIALS_REFUSED, reason);
            case Seen seen -> compare(config, seen, view.before(), now);
          };
    };
  }

  private static Decision compare(MachineConfig config, Seen seen, Before before, Instant now) {
    String desired = config.hash();
    if (seen.configHash().equals(Optional.of(desired))) {
      return new InSync();
    }
    boolean sent =
        before.applyingSince(desired).filter(since -> now.isBefore(since.plus(EFFECT))).isPresent();
    return sent
        ? new AwaitEffect()
        : new Apply(seen.address(), config.encode(), before.held(desired));
  }

  private static Stalled stalled(List<Problem> problems) {
    Reason reason =
        switch (problems.getFirst().kind()) {
          case INVALID -> Reason.INVALID_CONFIG;
          case CONFLICT -> Reason.CONFLICTING_FRAGMENTS;
          case SECRET_MISSING -> Reason.SECRET_MISSING;
        };
    return new Stalled(
        reason, problems.stream().map(MachinePlanner::line).collect(Collectors.joining("; ")));
  }

  private static String line(Problem problem) {
    String source =
        problem.source().isEmpty() ? "base config" : "MachineConfig " + problem.source();
    String path = problem.path().isEmpty() ? "" : ", " + problem.path();
    return source + path + ": " + problem.message();
  }
}
