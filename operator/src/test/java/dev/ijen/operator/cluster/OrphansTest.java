package dev.ijen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.ClusterStatus.Grant;
import dev.ijen.operator.cluster.Orphans.Situation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrphansTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Grant GRANT = new Grant("node-1", "gone", BEGIN.toString());

  private final Orphans orphans = new Orphans();

  @Test
  void aGrantWithItsRolloutStaysForever() {
    assertThat(at(0, false, true)).containsExactly(GRANT);
    assertThat(at(3600, false, true)).containsExactly(GRANT);
    assertThat(orphans.isWaiting("fleet")).isFalse();
  }

  @Test
  void anOrphanStaysUntilNoOrderCanBeUnderWay() {
    assertThat(at(0, true, true)).containsExactly(GRANT);
    assertThat(orphans.isWaiting("fleet")).isTrue();
    assertThat(orphans.isWaiting("other")).isFalse();
    assertThat(at(59, true, true)).containsExactly(GRANT);
    assertThat(at(60, true, true)).isEmpty();
  }

  @Test
  void anOrphanStaysWhileItsMachineIsNotWell() {
    assertThat(at(0, true, false)).containsExactly(GRANT);
    assertThat(at(600, true, false)).containsExactly(GRANT);
    assertThat(at(601, true, true)).isEmpty();
  }

  @Test
  void aRolloutThatComesBackBeginsTheWaitAnew() {
    at(0, true, true);
    at(30, false, true);
    assertThat(at(60, true, true)).containsExactly(GRANT);
    assertThat(at(120, true, true)).isEmpty();
  }

  private List<Grant> at(long second, boolean orphan, boolean settled) {
    return orphans.remove(
        "fleet", List.of(new Situation(GRANT, orphan, settled)), BEGIN.plusSeconds(second));
  }
}
