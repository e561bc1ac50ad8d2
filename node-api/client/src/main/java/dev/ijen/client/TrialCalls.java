package dev.ijen.client;

import com.google.protobuf.Empty;
import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.ConfirmRequest;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.FleetServiceGrpc.FleetServiceBlockingV2Stub;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.Operation;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import dev.ijen.api.fleet.Release;
import dev.ijen.api.fleet.RevertRequest;
import dev.ijen.api.fleet.Subject;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A release on one node in the steps of a fleet operator: written, shown to the loader, confirmed
 * or given up. Made by {@link NodeCalls}; for any thread.
 *
 * <p>Each change is an operation of its own, in the epoch that the node knows: it takes nothing
 * away from an operator that leads.
 */
public final class TrialCalls {
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private final String node;
  private final String actor;
  private final Channel channel;

  TrialCalls(String node, Channel channel) {
    this.node = node;
    this.actor = System.getProperty("user.name", "");
    this.channel = channel;
  }

  /** The whole state of the node, with the slots, the trial and the last boots. */
  public NodeStatus status() throws NodeCallException {
    return answer(() -> stub().status(Empty.getDefaultInstance()));
  }

  /**
   * Writes a release to the inactive slot, where the loader does not see it yet.
   *
   * @param image OCI reference
   * @param force whether to do it against findings that can be forced
   * @param steps gets what the node tells meanwhile
   * @return digest of the release
   * @throws NodeRefused with all findings, before a byte is written
   */
  public String prestage(String image, boolean force, Consumer<Progress> steps)
      throws NodeCallException, InterruptedException {
    var request =
        PrestageRequest.newBuilder()
            .setOperation(operation())
            .setRelease(Release.newBuilder().setImage(image))
            .setForce(force)
            .build();
    var calls = FleetServiceGrpc.newBlockingV2Stub(channel);
    try (var stream = new NodeStream<Progress>(node, calls.prestage(request), _ -> {})) {
      for (var next = stream.next(); next.isPresent(); next = stream.next()) {
        steps.accept(next.get());
        if (next.get().getStep() == Progress.Step.DONE) {
          return next.get().getSlot().getDigest();
        }
      }
    }
    throw new NodeRefused(node, Status.Code.UNAVAILABLE, "prestage " + image + ": no outcome");
  }

  /**
   * Shows what is in the inactive slot to the loader, and reboots the node.
   *
   * @param digest what must be there
   * @param confirmWithin how long the node then waits for {@link #confirm} before it goes back;
   *     empty when its own health is enough
   */
  public OperationResult activate(String digest, Optional<Duration> confirmWithin)
      throws NodeCallException {
    var request = ActivateRequest.newBuilder().setOperation(operation()).setDigest(digest);
    confirmWithin.ifPresent(
        within ->
            request.setConfirmWithin(
                com.google.protobuf.Duration.newBuilder()
                    .setSeconds(within.getSeconds())
                    .setNanos(within.getNano())));
    return answer(() -> stub().activate(request.build()));
  }

  /**
   * Ends the trial of a release in its favour.
   *
   * @param digest of the release that is on trial
   */
  public OperationResult confirm(String digest) throws NodeCallException {
    var request =
        ConfirmRequest.newBuilder()
            .setOperation(operation())
            .setSubject(Subject.SUBJECT_SLOT)
            .setExpected(digest)
            .build();
    return answer(() -> stub().confirm(request));
  }

  /**
   * Gives a release up, on trial or proved; the node reboots into the other one.
   *
   * @param digest of the release that runs; a node that runs another one has nothing to do
   */
  public OperationResult revert(String digest, String reason) throws NodeCallException {
    var request =
        RevertRequest.newBuilder()
            .setOperation(operation())
            .setSubject(Subject.SUBJECT_SLOT)
            .setExpected(digest)
            .setReason(reason)
            .build();
    return answer(() -> stub().revert(request));
  }

  private Operation operation() throws NodeCallException {
    return Operation.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setEpoch(status().getEpoch())
        .setActor(actor)
        .build();
  }

  private FleetServiceBlockingV2Stub stub() {
    return FleetServiceGrpc.newBlockingV2Stub(channel)
        .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws StatusException;
  }

  private <T> T answer(Call<T> call) throws NodeCallException {
    try {
      return call.run();
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }
}
