package dev.ijen.operator.machineconfig;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Condition.Status;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachineConfigStatus;
import dev.ijen.crds.MachineConfigStatus.AppliesTo;
import dev.ijen.crds.MachineConfigStatus.Problem;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The status of a fragment, derived from what the machines that it selects say of it. Pure, and
 * without memory of its own: a restarted operator comes to the same result.
 */
final class FragmentStatus {
  static final String READY = "Ready";
  static final String RECONCILING = "Reconciling";
  static final String STALLED = "Stalled";
  static final String VALID = "Valid";
  static final String CONFLICTING = "Conflicting";

  private static final int SAMPLE = 5;
  private static final int MAX_PROBLEMS = 32;

  private final MachineConfig config;
  private final List<Machine> selected;
  private final List<Machine> judged;
  private final List<MachineStatus.Problem> faults;

  private FragmentStatus(MachineConfig config, List<Machine> selected) {
    this.config = config;
    this.selected = selected;
    this.judged = selected.stream().filter(this::hasJudged).toList();
    this.faults = judged.stream().flatMap(this::faults).toList();
  }

  /**
   * Sums up.
   *
   * @param selected the machines that the selector matches, in alphabetical order
   * @param before the conditions so far
   */
  static MachineConfigStatus of(
      MachineConfig config, List<Machine> selected, List<Condition> before, Instant now) {
    return new FragmentStatus(config, selected).status(before, now);
  }

  private MachineConfigStatus status(List<Condition> before, Instant now) {
    int applied = Math.toIntExact(selected.stream().filter(this::isApplied).count());
    return new MachineConfigStatus(
        generation(),
        new AppliesTo(
            selected.size(),
            selected.stream().limit(SAMPLE).map(m -> m.getMetadata().getName()).toList()),
        applied,
        problems(),
        conditions(applied, new Conditions(before, generation(), now)));
  }

  private List<Condition> conditions(int applied, Conditions conditions) {
    Reason reason = reason(applied);
    boolean stalled = !faults.isEmpty();
    boolean reconciling = reason == Reason.PENDING;
    return conditions
        .set(READY, Conditions.status(!stalled && !reconciling), reason, message())
        .set(RECONCILING, Conditions.status(reconciling), reason, "")
        .set(STALLED, Conditions.status(stalled), reason, "")
        .set(VALID, valid(), reason, "")
        .set(CONFLICTING, Conditions.status(has(ProblemKind.CONFLICT)), reason, "")
        .list();
  }

  private Reason reason(int applied) {
    if (!config.getSpec().enabled()) {
      return stillHeld() ? Reason.PENDING : Reason.DISABLED;
    }
    if (has(ProblemKind.SECRET_MISSING)) {
      return Reason.SECRET_MISSING;
    }
    if (has(ProblemKind.CONFLICT)) {
      return Reason.CONFLICTING_FRAGMENTS;
    }
    if (has(ProblemKind.INVALID)) {
      return Reason.INVALID_CONFIG;
    }
    if (selected.isEmpty()) {
      return Reason.NO_MACHINES;
    }
    return applied == selected.size() ? Reason.APPLIED : Reason.PENDING;
  }

  private Status valid() {
    if (has(ProblemKind.INVALID) || has(ProblemKind.SECRET_MISSING)) {
      return Status.FALSE;
    }
    return judged.stream().anyMatch(FragmentStatus::isRendered) ? Status.TRUE : Status.UNKNOWN;
  }

  private String message() {
    return faults.stream()
        .map(fault -> (fault.path().isEmpty() ? "" : fault.path() + ": ") + fault.message())
        .distinct()
        .limit(MAX_PROBLEMS)
        .collect(Collectors.joining("; "));
  }

  private List<Problem> problems() {
    return judged.stream()
        .flatMap(
            machine ->
                faults(machine)
                    .map(
                        fault ->
                            new Problem(
                                fault.path(), fault.message(), machine.getMetadata().getName())))
        .limit(MAX_PROBLEMS)
        .toList();
  }

  private boolean has(ProblemKind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }

  private Stream<MachineStatus.Problem> faults(Machine machine) {
    return machine.getStatus().problems().stream().filter(fault -> fault.source().equals(name()));
  }

  /** Whether the machine's status speaks of this very generation of the fragment. */
  private boolean hasJudged(Machine machine) {
    return source(machine).filter(source -> source.generation() == generation()).isPresent();
  }

  private boolean stillHeld() {
    return selected.stream().anyMatch(machine -> source(machine).isPresent());
  }

  private boolean isApplied(Machine machine) {
    return hasJudged(machine) && holdsDesired(machine);
  }

  /** A machine whose own config is at fault says nothing about the fragment. */
  private static boolean isRendered(Machine machine) {
    MachineStatus.Config held = machine.getStatus().config();
    return held != null && held.desiredHash() != null;
  }

  private static boolean holdsDesired(Machine machine) {
    MachineStatus.Config held = machine.getStatus().config();
    return held != null
        && held.desiredHash() != null
        && held.desiredHash().equals(held.appliedHash());
  }

  private Optional<MachineStatus.Source> source(Machine machine) {
    return Optional.ofNullable(machine.getStatus())
        .flatMap(status -> Optional.ofNullable(status.config()))
        .flatMap(
            held ->
                held.sources().stream().filter(source -> source.name().equals(name())).findFirst());
  }

  private String name() {
    return config.getMetadata().getName();
  }

  private long generation() {
    return config.getMetadata().getGeneration();
  }
}
