package dev.ijen.operator.machineconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Condition.Status;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachineConfigSpec;
import dev.ijen.crds.MachineConfigStatus;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.crds.MachineStatus.Source;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Source PRESENT = new Source("f", 2L);
  private static final Source OUTDATED = new Source("f", 1L);

  @Test
  void isReadyWhenEveryMachineHoldsThePresentGeneration() {
    var status = status(true, machine("a", "h", "h", PRESENT), machine("b", "h", "h", PRESENT));
    assertThat(status.appliedTo()).isEqualTo(2);
    assertSays(status, "Applied", Status.TRUE, Status.TRUE);
  }

  @Test
  void isPendingWhileAMachineLagsBehind() {
    assertSays(
        status(true, machine("a", "h", "h", PRESENT), machine("b", "h", "g", PRESENT)),
        "Pending",
        Status.FALSE,
        Status.TRUE);
    assertSays(
        status(true, machine("a", "h", "h", OUTDATED)), "Pending", Status.FALSE, Status.UNKNOWN);
  }

  @Test
  void aMachineWhoseOwnConfigIsAtFaultSaysNothingAboutTheFragment() {
    var broken =
        machine("a", null, "h", PRESENT, new Problem("", ProblemKind.SECRET_MISSING, "", "no"));
    assertSays(status(true, broken), "Pending", Status.FALSE, Status.UNKNOWN);
  }

  @Test
  void namesTheMachineForWhichItIsInvalid() {
    var fault = new Problem("f", ProblemKind.INVALID, "v1alpha1: a (line 1)", "unknown key");
    var status = status(true, machine("a", null, "h", PRESENT, fault));
    assertSays(status, "InvalidConfig", Status.FALSE, Status.FALSE);
    assertThat(status.problems())
        .containsExactly(
            new MachineConfigStatus.Problem("v1alpha1: a (line 1)", "unknown key", "a"));
  }

  @Test
  void faultsOfAnEarlierGenerationDoNotCount() {
    var fault = new Problem("f", ProblemKind.INVALID, "", "unknown key");
    var status = status(true, machine("a", null, "h", OUTDATED, fault));
    assertSays(status, "Pending", Status.FALSE, Status.UNKNOWN);
  }

  @Test
  void withoutMachinesOrSwitchedOffThereIsNothingToDo() {
    assertSays(status(true), "NoMachines", Status.TRUE, Status.UNKNOWN);
    assertSays(status(false), "Disabled", Status.TRUE, Status.UNKNOWN);
    assertSays(
        status(false, machine("a", "h", "h", OUTDATED)), "Pending", Status.FALSE, Status.UNKNOWN);
  }

  private static void assertSays(
      MachineConfigStatus status, String reason, Status ready, Status valid) {
    assertThat(status.conditions())
        .extracting(Condition::type, Condition::status, Condition::reason)
        .contains(tuple("Ready", ready, reason), tuple("Valid", valid, reason));
  }

  private static MachineConfigStatus status(boolean enabled, Machine... machines) {
    var config = new MachineConfig();
    config.setMetadata(new ObjectMetaBuilder().withName("f").withGeneration(2L).build());
    config.setSpec(new MachineConfigSpec(null, null, null, null, enabled, null, "a: b", null));
    return FragmentStatus.of(config, List.of(machines), List.of(), NOW);
  }

  private static Machine machine(
      String name, String desired, String applied, Source source, Problem... problems) {
    var machine = new Machine();
    machine.setMetadata(new ObjectMetaBuilder().withName(name).build());
    machine.setStatus(
        new MachineStatus(
            1L,
            null,
            null,
            null,
            null,
            null,
            MachineStatus.Config.of(desired, applied, List.of(source)),
            List.of(),
            List.of(problems),
            List.of()));
    return machine;
  }
}
