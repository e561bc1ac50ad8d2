package dev.ijen.operator.metrics;

import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.RolloutStatus.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts and times what rollouts do, from the statuses that are written. For any thread. */
@Singleton
public final class RolloutMeters {
  private final MeterRegistry registry;

  RolloutMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A status was written in place of the one of the object. */
  public void written(Rollout rollout, RolloutStatus after, Instant now) {
    RolloutStatus before = Objects.requireNonNullElse(rollout.getStatus(), RolloutStatus.NONE);
    Tags kind = Tags.of("kind", Census.kind(rollout.getSpec().kind()));
    Map<String, Progress> earlier = new HashMap<>();
    before.machines().forEach(entry -> earlier.put(entry.name(), entry));
    after.machines().forEach(entry -> moved(earlier.get(entry.name()), entry, kind, now));
    boolean wasOver = before.phase() != null && before.phase().isFinal();
    if (!wasOver && after.phase() != null && after.phase().isFinal()) {
      Tags tags = kind.and("phase", Meters.word(after.phase()));
      since(after.startedAt(), now)
          .ifPresent(took -> registry.timer(Meters.ROLLOUT_SECONDS, tags).record(took));
    }
  }

  private void moved(@Nullable Progress was, Progress entry, Tags kind, Instant now) {
    if (was == null || was.step() == entry.step()) {
      return;
    }
    Tags step = kind.and("step", Meters.word(was.step()));
    since(was.since(), now)
        .ifPresent(took -> registry.timer(Meters.STEP_SECONDS, step).record(took));
    Outcome outcome = entry.outcome();
    if (entry.step() != Step.DONE || outcome == null) {
      return;
    }
    registry.counter(Meters.OUTCOMES, kind.and("outcome", Meters.word(outcome))).increment();
    Integer seconds = entry.seconds();
    if (outcome == Outcome.UPDATED && seconds != null) {
      registry.timer(Meters.MACHINE_SECONDS, kind).record(Duration.ofSeconds(seconds));
    }
  }

  private static Optional<Duration> since(@Nullable String time, Instant now) {
    return Optional.ofNullable(time)
        .map(at -> Duration.between(Instant.parse(at), now))
        .filter(took -> !took.isNegative());
  }
}
