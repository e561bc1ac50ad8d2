package dev.ijen.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePhase;
import dev.ijen.crds.MachineStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CensusTest {
  @Test
  void machinesAreCountedByPhaseAndEmptyPhasesAreZero() {
    Census census =
        Census.of(
            List.of(
                machine("a", MachinePhase.RUNNING, "1", "1"),
                machine("b", MachinePhase.RUNNING, "2", "1"),
                machine("c", MachinePhase.NOT_READY, null, "1")),
            List.of(),
            List.of());
    Tags fleet = Tags.of("namespace", "fleet");
    assertThat(census.counts(Meters.MACHINES))
        .containsEntry(fleet.and("phase", "Running"), 2)
        .containsEntry(fleet.and("phase", "NotReady"), 1)
        .containsEntry(fleet.and("phase", "Stalled"), 0)
        .hasSize(MachinePhase.values().length);
    assertThat(census.counts(Meters.OUTDATED)).containsOnly(Map.entry(fleet, 1));
    assertThat(census.counts(Meters.DRIFTED)).containsOnly(Map.entry(fleet, 0));
    assertThat(census.counts(Meters.ROLLOUTS).values()).containsOnly(0);
  }

  @Test
  void nothingIsCountedWhereNothingIs() {
    assertThat(Census.of(List.of(), List.of(), List.of()).counts(Meters.MACHINES)).isEmpty();
  }

  private static Machine machine(
      String name, MachinePhase phase, @Nullable String desired, String applied) {
    var machine = new Machine();
    machine.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace("fleet").build());
    machine.setStatus(
        new MachineStatus(
            1L,
            phase,
            null,
            null,
            null,
            null,
            MachineStatus.Config.of(desired, applied, List.of()),
            null,
            null,
            null));
    return machine;
  }
}
