package dev.ijen.operator.fleet;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.ApplyConfigRequest;
import dev.ijen.api.fleet.ApplyConfigRequest.Mode;
import dev.ijen.api.fleet.ApplyConfigResponse;
import dev.ijen.api.fleet.ConfirmRequest;
import dev.ijen.api.fleet.Effect;
import dev.ijen.api.fleet.FleetServiceGrpc.FleetServiceStub;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.Operation;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import dev.ijen.api.fleet.Release;
import dev.ijen.api.fleet.RevertRequest;
import dev.ijen.api.fleet.Subject;
import dev.ijen.crds.RolloutSpec.Kind;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes one call and says what became of it. Nothing blocks. */
final class FleetCalls {
  private static final long UNARY_SECONDS = 30;
  private static final long PRESTAGE_SECONDS = 3600;

  private final FleetServiceStub stub;
  private final ConfigSource configs;
  private final InstantSource clock;
  private final long epoch;
  private final String actor;
  private final Consumer<CallState> done;

  FleetCalls(
      FleetServiceStub stub,
      ConfigSource configs,
      InstantSource clock,
      long epoch,
      String actor,
      Consumer<CallState> done) {
    this.stub = stub;
    this.configs = configs;
    this.clock = clock;
    this.epoch = epoch;
    this.actor = actor;
    this.done = done;
  }

  void start(NodeCall call) {
    Operation operation =
        Operation.newBuilder().setId(call.operation()).setEpoch(epoch).setActor(actor).build();
    switch (call) {
      case NodeCall.Prestage(_, _, String image) ->
          stub.withDeadlineAfter(PRESTAGE_SECONDS, TimeUnit.SECONDS)
              .prestage(
                  PrestageRequest.newBuilder()
                      .setOperation(operation)
                      .setRelease(Release.newBuilder().setImage(image))
                      .build(),
                  new Answer<Progress>(_ -> {}, () -> done.accept(taken())));
      case NodeCall.Activate(_, _, String digest, java.time.Duration confirmWithin) ->
          unary()
              .activate(
                  ActivateRequest.newBuilder()
                      .setOperation(operation)
                      .setDigest(digest)
                      .setConfirmWithin(duration(confirmWithin))
                      .build(),
                  result());
      case NodeCall.Apply apply -> apply(apply, operation);
      case NodeCall.Confirm(_, _, Kind kind, String expected) ->
          unary()
              .confirm(
                  ConfirmRequest.newBuilder()
                      .setOperation(operation)
                      .setSubject(subject(kind))
                      .setExpected(expected)
                      .build(),
                  result());
      case NodeCall.Revert(_, _, Kind kind, String expected, String reason) ->
          unary()
              .revert(
                  RevertRequest.newBuilder()
                      .setOperation(operation)
                      .setSubject(subject(kind))
                      .setExpected(expected)
                      .setReason(reason)
                      .build(),
                  result());
    }
  }

  /** Asks for the effect first: it says which mode the node must be given. */
  private void apply(NodeCall.Apply apply, Operation operation) {
    ConfigSource.Config config;
    try {
      config = configs.render(apply.machine(), apply.revision());
    } catch (ConfigSource.Unusable e) {
      done.accept(new CallState.Refused(String.valueOf(e.getMessage())));
      return;
    }
    if (!config.hash().equals(apply.hash())) {
      done.accept(new CallState.Refused("the config changed before the node was given it"));
      return;
    }
    ApplyConfigRequest request =
        ApplyConfigRequest.newBuilder()
            .setOperation(operation)
            .setConfig(ByteString.copyFromUtf8(config.text()))
            .setMode(Mode.TRY)
            .setTryFor(duration(apply.confirmWithin()))
            .setExpectedHash(apply.expected())
            .build();
    ApplyConfigRequest dryRun =
        request.toBuilder().clearExpectedHash().clearOperation().setDryRun(true).build();
    unary().applyConfig(dryRun, new Answer<>(effect -> apply(apply, request, effect), () -> {}));
  }

  private void apply(NodeCall.Apply apply, ApplyConfigRequest request, ApplyConfigResponse effect) {
    boolean reboot = effect.getEffect() == Effect.EFFECT_REBOOT;
    if (reboot && !apply.mayReboot()) {
      done.accept(new CallState.Refused("the change needs a reboot, which applyMode forbids"));
      return;
    }
    ApplyConfigRequest chosen = reboot ? request.toBuilder().setMode(Mode.REBOOT).build() : request;
    unary().applyConfig(chosen, new Answer<>(reply -> finish(reply.getResult()), () -> {}));
  }

  private FleetServiceStub unary() {
    return stub.withDeadlineAfter(UNARY_SECONDS, TimeUnit.SECONDS);
  }

  private StreamObserver<OperationResult> result() {
    return new Answer<>(this::finish, () -> {});
  }

  private void finish(OperationResult result) {
    done.accept(
        result.getState() == OperationResult.State.FAILED
            ? new CallState.Refused(result.getMessage())
            : taken());
  }

  private CallState taken() {
    return new CallState.Taken(clock.instant());
  }

  private void failed(Throwable error) {
    Status status = Status.fromThrowable(error);
    String reason =
        status.getDescription() == null ? status.getCode().name() : status.getDescription();
    switch (status.getCode()) {
      case FAILED_PRECONDITION -> askWhoLeads(reason);
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          UNAUTHENTICATED ->
          done.accept(new CallState.Refused(reason));
      case OK,
          CANCELLED,
          UNKNOWN,
          DEADLINE_EXCEEDED,
          RESOURCE_EXHAUSTED,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS ->
          done.accept(new CallState.Lost(clock.instant(), reason));
    }
  }

  /** A refusal may be meant for a deposed leader; then it says nothing about the machine. */
  private void askWhoLeads(String refusal) {
    unary()
        .status(
            Empty.getDefaultInstance(),
            new StreamObserver<NodeStatus>() {
              @Override
              public void onNext(NodeStatus status) {
                done.accept(
                    status.getEpoch() > epoch
                        ? new CallState.Deposed()
                        : new CallState.Refused(refusal));
              }

              @Override
              public void onError(Throwable error) {
                done.accept(new CallState.Lost(clock.instant(), refusal));
              }

              @Override
              public void onCompleted() {}
            });
  }

  private final class Answer<T> implements StreamObserver<T> {
    private final Consumer<T> next;
    private final Runnable completed;

    Answer(Consumer<T> next, Runnable completed) {
      this.next = next;
      this.completed = completed;
    }

    @Override
    public void onNext(T value) {
      next.accept(value);
    }

    @Override
    public void onError(Throwable error) {
      failed(error);
    }

    @Override
    public void onCompleted() {
      completed.run();
    }
  }

  private static Subject subject(Kind kind) {
    return switch (kind) {
      case OS -> Subject.SUBJECT_SLOT;
      case CONFIG -> Subject.SUBJECT_CONFIG;
    };
  }

  private static Duration duration(java.time.Duration duration) {
    return Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
