package dev.ijen.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.RolloutSpec.Wave;
import dev.ijen.crds.Strategy;
import dev.ijen.crds.Strategy.Canary;
import dev.ijen.crds.Strategy.Order;
import dev.ijen.crds.Strategy.WaveShare;
import dev.ijen.operator.rollout.Waves.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WavesTest {
  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate("a", "z2", "2026-01-01T00:00:00Z"),
          new Candidate("b", "z1", "2026-01-03T00:00:00Z"),
          new Candidate("c", "z1", "2026-01-02T00:00:00Z"),
          new Candidate("d", "z2", "2026-01-02T00:00:00Z"));

  @Test
  void aZoneIsFinishedBeforeTheNextOneBegins() {
    assertThat(plan(Order.ZONE_THEN_AGE, null, List.of()))
        .containsExactly(new Wave("wave-1", List.of("c", "b", "a", "d"), "0s"));
  }

  @Test
  void theCanaryComesFirstAndTheRestIsCutByPercent() {
    assertThat(
            plan(
                Order.NAME,
                new Canary(1, "5m"),
                List.of(new WaveShare(34, "1m"), new WaveShare(100, "0s"))))
        .containsExactly(
            new Wave("canary", List.of("a"), "5m"),
            new Wave("wave-1", List.of("b", "c"), "1m"),
            new Wave("wave-2", List.of("d"), "0s"));
  }

  @Test
  void whatNoWaveNamesIsTheLastWave() {
    assertThat(plan(Order.OLDEST_FIRST, null, List.of(new WaveShare(50, "0s"))))
        .extracting(Wave::machines)
        .containsExactly(List.of("a", "c"), List.of("d", "b"));
  }

  private static List<Wave> plan(
      Order order, @org.jspecify.annotations.Nullable Canary canary, List<WaveShare> waves) {
    return Waves.plan(
        CANDIDATES,
        new Strategy(null, order, canary, waves, null, null, null, null, null, null, null, null));
  }
}
