package dev.ijen.operator.machine;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Condition.Status;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachinePhase;
import dev.ijen.crds.MachineStatus;
import dev.ijen.crds.MachineStatus.Api;
import dev.ijen.crds.MachineStatus.Config;
import dev.ijen.crds.MachineStatus.Drift;
import dev.ijen.crds.MachineStatus.DriftKind;
import dev.ijen.crds.MachineStatus.Os;
import dev.ijen.operator.condition.Conditions;
import dev.ijen.operator.condition.Reason;
import dev.ijen.operator.fleet.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a machine that a pool looks after: rollouts change it, this only tells. Pure. */
final class PooledMachines {
  private PooledMachines() {}

  /**
   * What a machine's status is made from.
   *
   * @param machine the Machine
   * @param pool name of its pool
   * @param revision what it shall have, if the pool has a revision
   * @param desired hash of its config at that revision, if it can be rendered
   * @param fault why the machine cannot be looked after
   * @param node the node as seen last
   */
  record View(
      Machine machine,
      String pool,
      Optional<String> revision,
      Optional<String> desired,
      Optional<Outcome> fault,
      Optional<NodeState> node) {}

  static MachineStatus status(View view, Instant now) {
    Before before = new Before(view.machine().getStatus());
    Optional<NodeState> node = view.node();
    Optional<String> applied = node.map(NodeState::configHash).or(before::appliedHash);
    Optional<String> given = given(view, before);
    List<Drift> drift = drift(view, given);
    Outcome outcome = outcome(view, drift);
    return new MachineStatus(
        view.machine().getMetadata().getGeneration(),
        outcome.phase(),
        view.pool(),
        node.map(NodeState::hostname).or(before::hostname).orElse(null),
        new Api(node.isPresent(), view.machine().getSpec().addresses().getFirst()),
        node.map(PooledMachines::os).or(before::os).orElse(null),
        new Config(
            view.desired().orElse(null),
            applied.orElse(null),
            given.orElse(null),
            view.revision().orElse(null),
            List.of()),
        drift,
        List.of(),
        conditions(view, outcome, drift, before, now));
  }

  /** What the node has and was to have: remembered, so that another config is known as drift. */
  private static Optional<String> given(View view, Before before) {
    Optional<String> kept =
        view.node()
            .filter(node -> node.configTrial().isEmpty())
            .map(NodeState::configHash)
            .filter(hash -> view.desired().equals(Optional.of(hash)));
    return kept.or(before::givenHash);
  }

  private static List<Drift> drift(View view, Optional<String> given) {
    return view.node()
        .filter(node -> node.configTrial().isEmpty() && !node.configHash().isEmpty())
        .filter(node -> given.isPresent() && !given.get().equals(node.configHash()))
        .filter(node -> !view.desired().equals(Optional.of(node.configHash())))
        .map(
            node ->
                List.of(
                    new Drift(
                        DriftKind.CONFIG,
                        given.orElseThrow(),
                        node.configHash(),
                        blank(node.configChangedBy()))))
        .orElse(List.of());
  }

  private static Outcome outcome(View view, List<Drift> drift) {
    if (view.fault().isPresent()) {
      return view.fault().get();
    }
    if (view.node().isEmpty()) {
      return Outcome.unreachable("the node does not answer");
    }
    NodeState node = view.node().get();
    if (node.slotTrial().isPresent() || node.configTrial().isPresent()) {
      return new Outcome(MachinePhase.CHANGING, Reason.CHANGING, "the node tries something new");
    }
    if (!node.ready()) {
      return new Outcome(MachinePhase.NOT_READY, Reason.NOT_READY, String.join(", ", node.unmet()));
    }
    return drift.isEmpty()
        ? new Outcome(MachinePhase.RUNNING, Reason.OK, "")
        : new Outcome(
            MachinePhase.RUNNING,
            Reason.DRIFTED,
            "the node has a config that it was not given, by " + drift.getFirst().who());
  }

  private static List<Condition> conditions(
      View view, Outcome outcome, List<Drift> drift, Before before, Instant now) {
    MachinePhase phase = outcome.phase();
    Reason reason = outcome.reason();
    boolean reconciling = phase == MachinePhase.CHANGING || phase == MachinePhase.UNREACHABLE;
    boolean applied =
        view.desired().isPresent() && view.node().map(NodeState::configHash).equals(view.desired());
    return new Conditions(before.conditions(), view.machine().getMetadata().getGeneration(), now)
        .set(
            MachineConditions.READY,
            Conditions.status(phase == MachinePhase.RUNNING),
            reason,
            outcome.message())
        .set(MachineConditions.RECONCILING, Conditions.status(reconciling), reason, "")
        .set(
            MachineConditions.STALLED, Conditions.status(phase == MachinePhase.STALLED), reason, "")
        .set(
            MachineConditions.REACHABLE,
            Conditions.status(view.node().isPresent()),
            view.node().isPresent() ? Reason.OK : Reason.UNREACHABLE,
            "")
        .set(
            MachineConditions.CONFIG_APPLIED,
            view.node().isPresent() ? Conditions.status(applied) : Status.UNKNOWN,
            applied ? Reason.IN_SYNC : Reason.PENDING,
            "")
        .set(
            "Drifted",
            Conditions.status(!drift.isEmpty()),
            drift.isEmpty() ? Reason.OK : Reason.DRIFTED,
            "")
        .list();
  }

  private static Os os(NodeState node) {
    Optional<NodeState.Slot> active = node.activeSlot();
    return new Os(
        node.version(),
        active.map(slot -> blank(slot.digest())).orElse(null),
        active.map(NodeState.Slot::name).orElse(null),
        node.otherSlot()
            .map(slot -> "%s %s".formatted(slot.version(), slot.state()).strip())
            .orElse(null),
        node.bootId(),
        blank(node.bootReason()),
        blank(node.lastEnd()));
  }

  private static @Nullable String blank(String text) {
    return text.isEmpty() ? null : text;
  }
}
