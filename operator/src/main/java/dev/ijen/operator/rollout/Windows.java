package dev.ijen.operator.rollout;

import dev.ijen.crds.Durations;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.Waiting;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the time is right for another machine. Pure.
 *
 * @param view the rollout
 * @param spec its plan
 * @param seconds how long machines took so far
 * @param now the time
 */
record Windows(RolloutView view, RolloutSpec spec, List<Integer> seconds, Instant now) {

  Optional<Waiting> obstacle() {
    return switch (view.window()) {
      case WindowState.Always _ -> Optional.empty();
      case WindowState.Closed(Optional<Instant> next) ->
          Optional.of(
              new Waiting(
                  Reason.WINDOW_CLOSED.word(),
                  next.map(at -> "the next window opens at " + at)
                      .orElse("no window opens within a year")));
      case WindowState.Open(Instant until) -> fit(until);
    };
  }

  private Optional<Waiting> fit(Instant until) {
    Duration needed = Estimate.p95(seconds, spec);
    boolean fits = !spec.strategy().fitCheck() || !now.plus(needed).isAfter(until);
    return fits
        ? Optional.empty()
        : Optional.of(
            new Waiting(
                Reason.WINDOW_TOO_SHORT.word(),
                "a machine may take %s and the window closes at %s"
                    .formatted(Durations.format(needed), until)));
  }
}
