package dev.ijen.operator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.MachinePool;
import dev.ijen.crds.OSUpgrade;
import dev.ijen.crds.OSUpgradeSpec;
import dev.ijen.crds.OSUpgradeStatus;
import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.Strategy;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeStatusTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void aRolloutThatHasNoStatusYetIsNoSuccess() {
    assertThat(phase(rollout(null))).isEqualTo(OSUpgradeStatus.Phase.ROLLING);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "STAGING,ROLLING",
    "ROLLING,ROLLING",
    "HALTED,HALTED",
    "CANCELLED,CANCELLED",
    "SUCCEEDED,SUCCEEDED"
  })
  void tellsWhatItsLastRolloutTells(RolloutStatus.Phase rollout, OSUpgradeStatus.Phase upgrade) {
    assertThat(phase(rollout(rollout))).isEqualTo(upgrade);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "registry:5000/ijen/installer:v1,registry:5000/ijen/installer@sha256:a",
    "registry:5000/ijen/installer,registry:5000/ijen/installer@sha256:a",
    "registry/ijen@sha256:b,registry/ijen@sha256:a"
  })
  void imagesArePinned(String image, String pinned) {
    assertThat(Images.pinned(image, "sha256:a")).isEqualTo(pinned);
  }

  private static OSUpgradeStatus.Phase phase(Rollout rollout) {
    var upgrade = new OSUpgrade();
    upgrade.setMetadata(new ObjectMetaBuilder().withName("up").withGeneration(1L).build());
    upgrade.setSpec(
        new OSUpgradeSpec(new OSUpgradeSpec.Target("a", null), List.of("pool"), null, null, null));
    upgrade.setStatus(
        new OSUpgradeStatus(
            1L, null, "v1", "sha256:a", null, null, null, null, null, null, null, null, null));
    var pool = new MachinePool();
    pool.setMetadata(new ObjectMetaBuilder().withName("pool").build());
    pool.setSpec(
        new dev.ijen.crds.MachinePoolSpec(
            new io.fabric8.kubernetes.api.model.LabelSelector(),
            null,
            null,
            null,
            null,
            null,
            null));
    var view = new UpgradeView(List.of(pool), List.of(), List.of(), List.of(rollout));
    OSUpgradeStatus status = UpgradeStatus.rolling(upgrade, view, NOW);
    return java.util.Objects.requireNonNull(status.phase());
  }

  private static Rollout rollout(RolloutStatus.@org.jspecify.annotations.Nullable Phase phase) {
    var rollout = new Rollout();
    rollout.setMetadata(new ObjectMetaBuilder().withName("up-pool").build());
    rollout.setSpec(
        new RolloutSpec(
            RolloutSpec.Kind.OS,
            "pool",
            new RolloutSpec.Target(null, "a", "sha256:a", null, null),
            Strategy.DEFAULT,
            null,
            null,
            null,
            null,
            null,
            null));
    if (phase != null) {
      rollout.setStatus(
          new RolloutStatus(
              1L, phase, null, null, null, null, null, null, null, null, null, null, null, null,
              null, null, null));
    }
    return rollout;
  }
}
