package dev.ijen.client;

import com.google.protobuf.Empty;
import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.ConfirmRequest;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.Operation;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import dev.ijen.api.fleet.RevertRequest;
import dev.ijen.api.fleet.SlotStatus;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/**
 * Trials of a node that an operator of epoch {@link #EPOCH} has changed; an image with {@code
 * unsigned} in its name is refused. Each result says what was asked for.
 */
final class FakeFleet extends FleetServiceGrpc.FleetServiceImplBase {
  static final long EPOCH = 7;
  static final String DIGEST = "sha256:1";

  @Override
  public void status(Empty request, StreamObserver<NodeStatus> out) {
    out.onNext(NodeStatus.newBuilder().setEpoch(EPOCH).build());
    out.onCompleted();
  }

  @Override
  public void prestage(PrestageRequest request, StreamObserver<Progress> out) {
    String image = request.getRelease().getImage();
    out.onNext(
        Progress.newBuilder().setStep(Progress.Step.CHECK).setMessage("judging " + image).build());
    if (image.contains("unsigned") || request.getOperation().getEpoch() < EPOCH) {
      out.onError(Status.FAILED_PRECONDITION.withDescription("UNSIGNED").asRuntimeException());
      return;
    }
    out.onNext(
        Progress.newBuilder()
            .setStep(Progress.Step.DONE)
            .setSlot(SlotStatus.newBuilder().setDigest(DIGEST))
            .build());
    out.onCompleted();
  }

  @Override
  public void activate(ActivateRequest request, StreamObserver<OperationResult> out) {
    answer(
        out,
        request.getOperation(),
        "activate %s, %s"
            .formatted(
                request.getDigest(),
                request.hasConfirmWithin()
                    ? request.getConfirmWithin().getSeconds() + " s"
                    : "no confirmation"));
  }

  @Override
  public void confirm(ConfirmRequest request, StreamObserver<OperationResult> out) {
    answer(
        out,
        request.getOperation(),
        "confirm %s %s".formatted(request.getSubject(), request.getExpected()));
  }

  @Override
  public void revert(RevertRequest request, StreamObserver<OperationResult> out) {
    answer(
        out,
        request.getOperation(),
        "revert %s %s: %s"
            .formatted(request.getSubject(), request.getExpected(), request.getReason()));
  }

  private static void answer(
      StreamObserver<OperationResult> out, Operation operation, String message) {
    if (operation.getEpoch() < EPOCH) {
      out.onError(Status.FAILED_PRECONDITION.withDescription("deposed").asRuntimeException());
      return;
    }
    out.onNext(OperationResult.newBuilder().setId(operation.getId()).setMessage(message).build());
    out.onCompleted();
  }
}
