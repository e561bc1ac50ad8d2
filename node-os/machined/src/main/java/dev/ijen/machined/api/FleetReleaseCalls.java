package dev.ijen.machined.api;

import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.CheckRequest;
import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.Finding;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.machined.operation.Operation;
import dev.ijen.machined.operation.OperationLog;
import dev.ijen.machined.operation.OperationRecord;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.release.Judgement;
import dev.ijen.machined.release.Upgrades;
import dev.ijen.machined.sequencer.Lifecycle;
import dev.ijen.machined.sequencer.Sequence;
import dev.ijen.machined.slot.SlotNote;
import dev.ijen.release.ReleaseException;
import dev.ijen.release.ReleaseOffer;
import java.time.Duration;
import java.util.Optional;

/** Releases as a fleet operator brings them: judged, staged, activated; each change once. */
final class FleetReleaseCalls {
  private final Upgrades upgrades;
  private final OperationLog operations;
  private final Lifecycle lifecycle;

  FleetReleaseCalls(NodeApi node) {
    this.upgrades = node.upgrades();
    this.operations = node.operations();
    this.lifecycle = node.lifecycle();
  }

  CheckResponse check(CheckRequest request) throws NodeException, InterruptedException {
    Judgement judgement =
        upgrades.check(request.getRelease().getImage(), request.getAllowDowngrade());
    var response = CheckResponse.newBuilder();
    judgement.offer().ifPresent(offer -> describe(offer, response));
    judgement.findings().forEach(finding -> response.addFindings(encode(finding)));
    return response.build();
  }

  /**
   * Prestaging may be repeated: what is in the slot already is not written again. It does not end
   * with its caller: an operator that was restarted finds it in the node's operations.
   */
  void prestage(PrestageRequest request, StreamReply<Progress> reply)
      throws NodeException, InterruptedException {
    Operation operation = operations.begin(Operations.key(request.getOperation()), "Prestage");
    switch (operation) {
      case Operation.Known(OperationRecord known) -> reply.send(repeated(known));
      case Operation.Begun begun -> prestage(request, begun, reply);
    }
  }

  OperationResult activate(ActivateRequest request) throws NodeException, InterruptedException {
    Operation operation = operations.begin(Operations.key(request.getOperation()), "Activate");
    return switch (operation) {
      case Operation.Known(OperationRecord known) -> Operations.encode(known);
      case Operation.Begun begun -> activate(request, begun);
    };
  }

  private void prestage(PrestageRequest request, Operation.Begun begun, StreamReply<Progress> reply)
      throws NodeException, InterruptedException {
    try {
      SlotNote staged =
          upgrades.prestage(
              request.getRelease().getImage(),
              request.getForce(),
              (step, bytes, total, message) ->
                  send(reply, progress(step, bytes, total, message).build()));
      begun.done(staged.digest());
      reply.send(done(staged.digest(), staged.version()));
    } catch (NodeException e) {
      end(begun, e);
      throw e;
    }
  }

  private OperationResult activate(ActivateRequest request, Operation.Begun begun)
      throws NodeException, InterruptedException {
    try {
      Optional<Duration> confirmWithin =
          request.hasConfirmWithin()
              ? Optional.of(
                  Duration.ofSeconds(
                      request.getConfirmWithin().getSeconds(),
                      request.getConfirmWithin().getNanos()))
              : Optional.empty();
      var entry =
          upgrades.activate(request.getDigest(), request.getOperation().getActor(), confirmWithin);
      OperationRecord done = begun.done("the next boot tries " + entry);
      lifecycle.request(Sequence.REBOOT);
      return Operations.encode(done);
    } catch (NodeException e) {
      end(begun, e);
      throw e;
    }
  }

  /** A refusal changed nothing, so the same operation may come again. */
  private static void end(Operation.Begun begun, NodeException e) throws NodeException {
    if (e.reason() == Reason.NOT_NOW || e.reason() == Reason.INVALID) {
      begun.refused();
    } else {
      begun.failed(String.valueOf(e.getMessage()));
    }
  }

  private static Progress repeated(OperationRecord known) throws NodeException {
    return switch (known.state()) {
      case DONE -> done(known.message(), "");
      case RUNNING ->
          throw new NodeException(
              Reason.NOT_NOW, "operation %s is under way".formatted(known.key().id()));
      case FAILED -> throw new NodeException(Reason.UNAVAILABLE, known.message());
    };
  }

  private static void describe(ReleaseOffer offer, CheckResponse.Builder response) {
    response.setDigest(offer.digest().toString());
    try {
      response.setVersion(offer.manifest().version().toString());
    } catch (ReleaseException _) {
      response.setVersion(""); // a finding says why
    }
  }

  private static Finding encode(dev.ijen.release.Finding finding) {
    return Finding.newBuilder()
        .setReason(Finding.Reason.valueOf(finding.reason().name()))
        .setMessage(finding.message())
        .setForcible(finding.reason().forcible())
        .build();
  }

  private static Progress done(String digest, String version) {
    return Progress.newBuilder()
        .setStep(Progress.Step.DONE)
        .setMessage(digest + " is staged")
        .setSlot(
            SlotStatus.newBuilder()
                .setState(SlotStatus.State.STAGED)
                .setDigest(digest)
                .setVersion(version))
        .build();
  }

  private static Progress.Builder progress(
      dev.ijen.machined.release.Progress.Step step, long bytes, long total, String message) {
    Progress.Step encoded =
        switch (step) {
          case CHECK, PARTITION, WRITE_CONFIG, DONE -> Progress.Step.CHECK;
          case WRITE_ROOT -> Progress.Step.WRITE_ROOT;
          case VERIFY_ROOT -> Progress.Step.VERIFY_ROOT;
          case WRITE_UKI -> Progress.Step.WRITE_UKI;
          case VERIFY_UKI -> Progress.Step.VERIFY_UKI;
        };
    return Progress.newBuilder()
        .setStep(encoded)
        .setBytes(bytes)
        .setTotalBytes(total)
        .setMessage(message);
  }

  private static void send(StreamReply<Progress> reply, Progress progress) {
    try {
      reply.send(progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the reader is gone; the writing ends at its next wait
    }
  }
}
