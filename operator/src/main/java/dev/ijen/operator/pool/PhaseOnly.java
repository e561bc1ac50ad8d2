package dev.ijen.operator.pool;

import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Of a rollout, a pool hears only when it enters another phase. */
final class PhaseOnly {
  static final OnUpdateFilter<Rollout> FILTER =
      (now, before) -> !Objects.equals(phase(now), phase(before));

  private PhaseOnly() {}

  private static RolloutStatus.@Nullable Phase phase(Rollout rollout) {
    return rollout.getStatus() == null ? null : rollout.getStatus().phase();
  }
}
