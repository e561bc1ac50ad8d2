package dev.ijen.operator.rollout;

import dev.ijen.crds.Durations;
import dev.ijen.crds.RolloutSpec.Kind;
import dev.ijen.crds.RolloutStatus.Outcome;
import dev.ijen.crds.RolloutStatus.Progress;
import dev.ijen.crds.RolloutStatus.Step;
import dev.ijen.crds.Strategy;
import dev.ijen.crds.Strategy.Action;
import dev.ijen.operator.fleet.CallState;
import dev.ijen.operator.fleet.NodeState;
import dev.ijen.operator.fleet.NodeState.Operation;
import dev.ijen.operator.fleet.NodeState.OperationState;
import dev.ijen.operator.fleet.NodeState.SlotState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Moves one machine on by what its node shows. A step is left only for evidence that an outdated
 * look at the node cannot give: the digest or hash that runs, or the id of the operation among
 * those that the node knows. Pure.
 */
final class Steps {
  /** Why no machine that is on trial may go on to be confirmed; empty when it may. */
  interface Gates {
    Optional<String> objection(Progress entry);

    /** Whether the machine has waited for the gates for too long. */
    boolean overdue(Progress entry);
  }

  private final RolloutView view;
  private final Gates gates;
  private final boolean givenUp;
  private final Instant now;
  private final Kind kind;
  private final Strategy strategy;

  /**
   * Prepares to move machines.
   *
   * @param givenUp whether machines on trial must go back because the rollout was cancelled
   */
  Steps(RolloutView view, Gates gates, boolean givenUp, Instant now) {
    this.view = view;
    this.gates = gates;
    this.givenUp = givenUp;
    this.now = now;
    this.kind = view.spec().kind();
    this.strategy = view.spec().strategy();
  }

  /** The machine after a look at its node; the same entry when nothing is to change. */
  Progress advance(Progress entry) {
    MachineView machine = view.machines().get(entry.name());
    if (machine == null) {
      return entry.step() == Step.DONE
          ? entry
          : Entries.done(entry, Outcome.SKIPPED, "the Machine was deleted", now);
    }
    return switch (entry.step()) {
      case PENDING, STAGED, REVERT_PENDING, DONE -> entry;
      case STAGING -> staging(entry, machine.node());
      case CHANGING -> changing(entry, machine.node());
      case VERIFYING -> verifying(entry, machine.node());
      case CONFIRMING -> confirming(entry, machine.node());
      case REVERTING -> reverting(entry, machine.node());
    };
  }

  private Progress staging(Progress entry, Optional<NodeState> node) {
    if (node.filter(n -> n.isStaged(Entries.target(entry))).isPresent()) {
      return Entries.to(entry, Step.STAGED, null, now);
    }
    Optional<String> refusal = refusal(entry, node);
    if (refusal.isPresent()) {
      return retryOr(entry, Outcome.FAILED, "staging: " + refusal.get());
    }
    return isOver(entry, strategy.deadlines().stage())
        ? retryOr(
            entry, Outcome.FAILED, "staging did not end within " + strategy.deadlines().stage())
        : entry;
  }

  private Progress changing(Progress entry, Optional<NodeState> node) {
    if (node.filter(runsTarget(entry)).isPresent()) {
      return Entries.to(entry, Step.VERIFYING, null, now);
    }
    Optional<String> refusal = refusal(entry, node);
    if (refusal.isPresent() && node.isPresent()) {
      return retryOr(entry, Outcome.ROLLED_BACK, refusal.get());
    }
    if (node.filter(n -> cameBack(entry, n)).isPresent()) {
      return fallBack(entry, "the node went back by itself" + lastEnd(node));
    }
    return isOver(entry, strategy.deadlines().change())
        ? fallBack(entry, "the node did not run the target within " + strategy.deadlines().change())
        : entry;
  }

  /** Whether the node booted after the order and shows what it had before all the same. */
  private boolean cameBack(Progress entry, NodeState node) {
    return !node.bootId().equals(entry.bootIdBefore()) && gaveUp(entry, node);
  }

  /** Whether the node tries nothing more; a look from before the order does not know its id. */
  private boolean gaveUp(Progress entry, NodeState node) {
    return node.operations().containsKey(Operations.changeId(view, entry))
        && node.trial(kind).isEmpty()
        && !node.running(kind).equals(Entries.target(entry));
  }

  private Progress verifying(Progress entry, Optional<NodeState> node) {
    if (node.filter(n -> gaveUp(entry, n)).isPresent()) {
      return fallBack(entry, "the node went back by itself" + lastEnd(node));
    }
    if (givenUp) {
      return revert(entry, "the rollout was cancelled");
    }
    boolean well = node.filter(n -> n.ready() && runsTarget(entry).test(n)).isPresent();
    Optional<String> objection = well ? gates.objection(entry) : Optional.empty();
    if (well && objection.isEmpty()) {
      return Entries.to(entry, Step.CONFIRMING, Operations.id(view, entry, "confirm"), now);
    }
    boolean over = isOver(entry, strategy.deadlines().verify()) || (well && gates.overdue(entry));
    return over ? fallBack(entry, objection.orElseGet(() -> notWell(node))) : entry;
  }

  private Progress confirming(Progress entry, Optional<NodeState> node) {
    if (node.isEmpty()) {
      return entry;
    }
    NodeState seen = node.get();
    if (gaveUp(entry, seen)) {
      return fallBack(entry, "the node went back by itself before it was confirmed");
    }
    boolean kept =
        runsTarget(entry).test(seen)
            && seen.trial(kind).isEmpty()
            && (isDone(entry, seen) || isGood(seen));
    if (kept) {
      return Entries.done(entry, Outcome.UPDATED, null, now);
    }
    return refusal(entry, node)
        .map(why -> revert(entry, "the node refused to be confirmed: " + why))
        .orElse(entry);
  }

  private boolean isGood(NodeState node) {
    return kind == Kind.OS
        && node.activeSlot().map(slot -> slot.state() == SlotState.GOOD).orElse(false);
  }

  private Progress reverting(Progress entry, Optional<NodeState> node) {
    boolean back =
        node.filter(
                n ->
                    isDone(entry, n)
                        && !n.running(kind).equals(Entries.target(entry))
                        && n.isSettled())
            .isPresent();
    boolean wasWell = entry.outcome() == Outcome.UPDATED;
    if (back) {
      if (givenUp || wasWell) {
        return Entries.done(entry, Outcome.REVERTED, entry.reason(), now);
      }
      return retryOr(entry, Outcome.ROLLED_BACK, reason(entry));
    }
    Optional<String> refusal = refusal(entry, node);
    if (refusal.isPresent()) {
      return Entries.done(
          entry, Outcome.FAILED, reason(entry) + "; it does not go back: " + refusal.get(), now);
    }
    boolean over =
        !now.isBefore(
            Entries.since(entry)
                .plus(Durations.parse(strategy.deadlines().change()))
                .plus(Durations.parse(strategy.deadlines().verify())));
    return over
        ? Entries.done(entry, Outcome.FAILED, reason(entry) + "; it did not come back", now)
        : entry;
  }

  /** A machine that failed: it is brought back, or left alone if that is what is wanted. */
  private Progress fallBack(Progress entry, String reason) {
    return strategy.failure().action() == Action.HALT && !givenUp
        ? Entries.done(entry, Outcome.FAILED, reason, now)
        : revert(entry, reason);
  }

  Progress revert(Progress entry, String reason) {
    return Entries.to(entry, Step.REVERTING, Operations.id(view, entry, "revert"), reason, now);
  }

  private Progress retryOr(Progress entry, Outcome outcome, String reason) {
    return Entries.attempt(entry) < strategy.failure().perMachineAttempts() && !givenUp
        ? Entries.pending(entry, reason, entry.retried())
        : Entries.done(entry, outcome, reason, now);
  }

  private Predicate<NodeState> runsTarget(Progress entry) {
    return node -> node.running(kind).equals(Entries.target(entry));
  }

  private static boolean isDone(Progress entry, NodeState node) {
    Operation operation = node.operations().get(Entries.operation(entry));
    return operation != null && operation.state() == OperationState.DONE;
  }

  /** Why the node does not do what the step asks for; empty while it may. */
  private Optional<String> refusal(Progress entry, Optional<NodeState> node) {
    Optional<Operation> known = node.map(n -> n.operations().get(Entries.operation(entry)));
    if (known.isPresent()) {
      return known
          .filter(operation -> operation.state() == OperationState.FAILED)
          .map(Operation::message);
    }
    return view.calls().get(Entries.operation(entry)) instanceof CallState.Refused(String reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  private boolean isOver(Progress entry, String deadline) {
    return !now.isBefore(Entries.since(entry).plus(Durations.parse(deadline)));
  }

  private static String reason(Progress entry) {
    String reason = entry.reason();
    return reason == null ? "unknown" : reason;
  }

  private static String notWell(Optional<NodeState> node) {
    return node.map(n -> "the node is not well: " + String.join(", ", n.unmet()))
        .orElse("the node does not answer");
  }

  private static String lastEnd(Optional<NodeState> node) {
    return node.map(NodeState::lastEnd)
        .filter(end -> !end.isEmpty())
        .map(end -> ": " + end)
        .orElse("");
  }
}
