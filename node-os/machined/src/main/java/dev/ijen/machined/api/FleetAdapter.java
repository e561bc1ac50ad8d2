package dev.ijen.machined.api;

import com.google.protobuf.Empty;
import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.ApplyConfigRequest;
import dev.ijen.api.fleet.ApplyConfigResponse;
import dev.ijen.api.fleet.CheckRequest;
import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.ConfirmRequest;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import dev.ijen.api.fleet.RebootRequest;
import dev.ijen.api.fleet.RevertRequest;
import dev.ijen.api.fleet.Subject;
import dev.ijen.runtime.state.State;
import io.grpc.stub.StreamObserver;

/** {@code ijen.fleet.FleetService}: what a fleet operator needs beyond the machine API. */
final class FleetAdapter extends FleetServiceGrpc.FleetServiceImplBase {
  private final FleetReleaseCalls releases;
  private final FleetChangeCalls changes;
  private final FleetConfigCalls config;
  private final FleetStatusCalls status;

  FleetAdapter(NodeApi node, State state) {
    this.releases = new FleetReleaseCalls(node);
    this.changes = new FleetChangeCalls(node);
    this.config = new FleetConfigCalls(node.configurator(), node.operations());
    this.status = new FleetStatusCalls(node, state);
  }

  @Override
  public void status(Empty request, StreamObserver<NodeStatus> out) {
    Replies.unary(out, status::status);
  }

  @Override
  public void watch(Empty request, StreamObserver<NodeStatus> out) {
    StreamReply.run(out, status::watch);
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> out) {
    Replies.unary(out, () -> releases.check(request));
  }

  @Override
  public void prestage(PrestageRequest request, StreamObserver<Progress> out) {
    StreamReply.runToEnd(out, reply -> releases.prestage(request, reply));
  }

  @Override
  public void activate(ActivateRequest request, StreamObserver<OperationResult> out) {
    Replies.unary(out, () -> releases.activate(request));
  }

  @Override
  public void confirm(ConfirmRequest request, StreamObserver<OperationResult> out) {
    Replies.unary(
        out,
        () ->
            request.getSubject() == Subject.SUBJECT_CONFIG
                ? config.confirm(request)
                : changes.confirm(request));
  }

  @Override
  public void revert(RevertRequest request, StreamObserver<OperationResult> out) {
    Replies.unary(
        out,
        () ->
            request.getSubject() == Subject.SUBJECT_CONFIG
                ? config.revert(request)
                : changes.revert(request));
  }

  @Override
  public void applyConfig(ApplyConfigRequest request, StreamObserver<ApplyConfigResponse> out) {
    Replies.unary(out, () -> config.apply(request));
  }

  @Override
  public void reboot(RebootRequest request, StreamObserver<OperationResult> out) {
    Replies.unary(out, () -> changes.reboot(request));
  }
}
