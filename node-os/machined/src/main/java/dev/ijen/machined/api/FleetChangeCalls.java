package dev.ijen.machined.api;

import dev.ijen.api.fleet.ConfirmRequest;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.RebootRequest;
import dev.ijen.api.fleet.RevertRequest;
import dev.ijen.api.fleet.Subject;
import dev.ijen.machined.operation.Operation;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.operation.OperationRecord;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.sequencer.Sequence;
import dev.ijen.machined.slot.SlotChanges;

/** Ends trials, goes back and reboots, for fleet operators: each change once. */
final class FleetChangeCalls {
  private final SlotChanges changes;
  private final OperationLog operations;
  private final Lifecycle lifecycle;

  FleetChangeCalls(NodeApi node) {
    this.changes = node.slotChanges();
    this.operations = node.operations();
    this.lifecycle = node.lifecycle();
  }

  OperationResult confirm(ConfirmRequest request) throws NodeException, InterruptedException {
    requireSlot(request.getSubject(), "Confirm");
    return once(
        request.getOperation(),
        "Confirm",
        () -> {
          changes.confirm(request.getExpected());
          return "confirmed";
        });
  }

  OperationResult revert(RevertRequest request) throws NodeException, InterruptedException {
    requireSlot(request.getSubject(), "Revert");
    return once(request.getOperation(), "Revert", () -> revertNow(request));
  }

  OperationResult reboot(RebootRequest request) throws NodeException, InterruptedException {
    return once(
        request.getOperation(),
        "Reboot",
        () -> {
          lifecycle.request(Sequence.REBOOT);
          return "the node reboots";
        });
  }

  private static void requireSlot(Subject subject, String method) throws NodeException {
    if (subject != Subject.SUBJECT_SLOT) {
      throw new NodeException(Reason.UNSUPPORTED, "%s of %s".formatted(method, subject));
    }
  }

  private String revertNow(RevertRequest request) throws NodeException, InterruptedException {
    String actor = request.getOperation().getActor();
    return switch (changes.revert(request.getExpected(), request.getReason(), actor)) {
      case NOTHING_TO_DO -> "the node runs something else: nothing to revert";
      case TRIAL_ENDS -> "the trial ends, and the node reboots";
      case RESTART -> {
        lifecycle.request(Sequence.REBOOT);
        yield "the other slot is next, and the node reboots";
      }
    };
  }

  /** A change that says what it did. */
  @FunctionalInterface
  private interface Change {
    String make() throws NodeException, InterruptedException;
  }

  private OperationResult once(dev.ijen.api.fleet.Operation wanted, String method, Change change)
      throws NodeException, InterruptedException {
    return switch (operations.begin(Operations.key(wanted), method)) {
      case Operation.Known(OperationRecord known) -> Operations.encode(known);
      case Operation.Begun begun -> done(begun, change);
    };
  }

  /** A refusal changed nothing, so the same operation may come again. */
  private static OperationResult done(Operation.Begun begun, Change change)
      throws NodeException, InterruptedException {
    try {
      return Operations.encode(begun.done(change.make()));
    } catch (NodeException e) {
      if (e.reason() == Reason.NOT_NOW || e.reason() == Reason.INVALID) {
        begun.refused();
      } else {
        begun.failed(String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }
}
