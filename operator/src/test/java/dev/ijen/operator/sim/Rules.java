package dev.ijen.operator.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutSpec.Wave;
import dev.ijen.crds.RolloutStatus;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Phase;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.RolloutStatus.Step;
import dev.ijen.crds.Share;
import dev.ijen.crds.Strategy.Prestage;
import dev.ijen.operator.rollout.Grants;
import dev.ijen.operator.window.Calendar;
import dev.ijen.operator.window.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules that no rollout may break, whatever goes wrong. */
final class Rules {
  private final Plan plan;
  private final Supplier<Instant> clock;
  private final Consumer<String> log;
  private List<SimMachine> machines = List.of();
  private SimStore store;

  Rules(Plan plan, Supplier<Instant> clock, Consumer<String> log) {
    this.plan = plan;
    this.clock = clock;
    this.log = log;
  }

  void watch(List<SimMachine> machines, SimStore store) {
    this.machines = List.copyOf(machines);
    this.store = store;
  }

  /** Budgets, at every change of anything. */
  void always() {
    var down = new ArrayList<SimMachine>();
    for (SimMachine machine : machines) {
      if (machine.isDisruptedByUs()) {
        down.add(machine);
      }
    }
    if (down.isEmpty()) {
      return;
    }
    int max =
        Math.min(plan.clusterMax(), Share.of(plan.strategy().maxUnavailable(), plan.machines()));
    if (down.size() > max) {
      assertThat(down.stream().map(SimMachine::name))
          .as("machines disrupted by us")
          .hasSizeLessThanOrEqualTo(max);
    }
    long controlPlanes = down.stream().filter(this::isControlPlane).count();
    if (controlPlanes > 1) {
      assertThat(controlPlanes).as("control planes disrupted by us").isLessThanOrEqualTo(1);
    }
    for (SimMachine machine : down) {
      if (!isGranted(machine)) {
        assertThat(Grants.of(store.cluster()))
            .as("%s is disrupted only with a grant", machine.name())
            .anyMatch(grant -> grant.machine().equals(machine.name()));
      }
    }
  }

  /** Order, waves, windows and staging, when a machine is ordered to change. */
  void statusIsWritten(Rollout before, RolloutStatus after) {
    Map<String, Progress> earlier = entries(before.getStatus());
    for (Progress entry : after.machines()) {
      Progress was = earlier.get(entry.name());
      if (was == null || was.step() != entry.step()) {
        log.accept(
            "%s %s attempt %s %s %s"
                .formatted(
                    entry.name(), entry.step(), entry.attempt(), entry.outcome(), entry.reason()));
        if (entry.step() == Step.CHANGING) {
          begins(before, after, entry);
        }
      }
    }
    if (before.getStatus() == null || before.getStatus().phase() != after.phase()) {
      log.accept("rollout " + after.phase() + " " + after.waiting());
      assertThat(
              before.getStatus() != null
                  && before.getStatus().phase() != null
                  && before.getStatus().phase().isFinal())
          .as("a rollout that is over stays so")
          .isFalse();
    }
    boolean silent = after.phase() != null && !after.phase().isFinal() && after.waiting() == null;
    boolean idle = after.machines().stream().noneMatch(entry -> entry.step() != Step.DONE);
    assertThat(silent && idle && after.phase() != Phase.ROLLING && after.phase() != Phase.STAGING)
        .as("a rollout that is not over says what it waits for")
        .isFalse();
  }

  private void begins(Rollout rollout, RolloutStatus after, Progress entry) {
    assertThat(rollout.isMarkedForDeletion()).as("nothing begins after a delete").isFalse();
    assertThat(rollout.hasFinalizer(Grants.FINALIZER)).as("it cannot vanish meanwhile").isTrue();
    assertThat(rollout.getSpec().suspend()).as("nothing begins while suspended").isFalse();
    assertThat(rollout.getSpec().cancel()).as("nothing begins after a cancel").isFalse();
    assertThat(rollout.getSpec().skip())
        .as("skipped machines are left out")
        .doesNotContain(entry.name());
    Map<String, Progress> now = entries(after);
    List<Wave> waves = rollout.getSpec().waves();
    int wave = Objects.requireNonNull(after.wave());
    assertThat(waves.get(wave).machines())
        .as("machines of the present wave")
        .contains(entry.name());
    for (Wave earlier : waves.subList(0, wave)) {
      assertThat(earlier.machines())
          .as("machines of earlier waves are over")
          .allMatch(name -> now.containsKey(name) && now.get(name).step() == Step.DONE);
    }
    if (plan.kind() == Kind.OS && plan.strategy().prestage() == Prestage.ALL) {
      assertThat(waves.stream().flatMap(part -> part.machines().stream()))
          .as("all are staged before the first reboot")
          .allMatch(
              name ->
                  now.containsKey(name)
                      && now.get(name).step() != Step.STAGING
                      && now.get(name).step() != Step.PENDING);
    }
    window();
  }

  private void window() {
    plan.window()
        .ifPresent(
            spec -> {
              WindowState state = Calendar.of(spec).at(clock.get());
              assertThat(state).as("begins in a window").isInstanceOf(WindowState.Open.class);
            });
  }

  /** When a rollout vanishes, nothing of it may be left. */
  void vanishes() {
    assertThat(Grants.of(store.cluster())).as("grants of a rollout that vanishes").isEmpty();
    assertThat(machines)
        .as("machines that are disrupted while their rollout vanishes")
        .noneMatch(SimMachine::isDisruptedByUs);
    log.accept("rollout vanishes");
  }

  /** What must be true when nothing happens any more. */
  void atTheEnd(Rollout rollout, boolean mustSucceed) {
    RolloutStatus status = Objects.requireNonNullElse(rollout.getStatus(), RolloutStatus.NONE);
    assertThat(status.phase() == null && !rollout.isMarkedForDeletion())
        .as("it said something")
        .isFalse();
    if (mustSucceed) {
      assertThat(status.phase()).as("nothing stood in the way").isEqualTo(Phase.SUCCEEDED);
    }
    if (status.phase() == Phase.HALTED) {
      assertThat(status.haltedBecause()).isNotBlank();
      assertThat(status.waiting()).isNotNull();
    }
    Map<String, Progress> entries = entries(status);
    for (SimMachine machine : machines) {
      assertThat(machine.isOnTrial()).as("%s: every trial ends", machine.name()).isFalse();
      Progress entry = entries.get(machine.name());
      if (entry == null) {
        assertThat(has(machine)).as("%s was left alone", machine.name()).isFalse();
      } else if (entry.outcome() == Outcome.UPDATED) {
        assertThat(has(machine)).as("%s has what it was to get", machine.name()).isTrue();
      } else if (entry.outcome() == Outcome.ROLLED_BACK || entry.outcome() == Outcome.REVERTED) {
        assertThat(has(machine)).as("%s has what it had before", machine.name()).isFalse();
      }
    }
    if (status.phase() == Phase.SUCCEEDED) {
      assertThat(entries.values())
          .allMatch(
              entry -> entry.outcome() == Outcome.UPDATED || entry.outcome() == Outcome.SKIPPED);
    }
    assertThat(Grants.of(store.cluster())).as("all grants are given back").isEmpty();
  }

  private boolean has(SimMachine machine) {
    return plan.kind() == Kind.OS
        ? machine.runningDigest().equals(plan.release().digest())
        : machine.config().equals(plan.config());
  }

  private boolean isControlPlane(SimMachine machine) {
    return machines.indexOf(machine) < plan.controlPlanes();
  }

  private boolean isGranted(SimMachine machine) {
    return Grants.of(store.cluster()).stream()
        .anyMatch(grant -> grant.machine().equals(machine.name()));
  }

  private static Map<String, Progress> entries(@Nullable RolloutStatus status) {
    var entries = new HashMap<String, Progress>();
    if (status != null) {
      status.machines().forEach(entry -> entries.put(entry.name(), entry));
    }
    return entries;
  }
}
