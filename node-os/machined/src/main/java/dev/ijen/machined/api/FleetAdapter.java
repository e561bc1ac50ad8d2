package dev.ijen.machined.api;

import dev.ijen.api.fleet.ActivateRequest;
import dev.ijen.api.fleet.CheckRequest;
import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.OperationResult;
import dev.ijen.api.fleet.PrestageRequest;
import dev.ijen.api.fleet.Progress;
import io.grpc.stub.StreamObserver;

/** {@code ijen.fleet.FleetService}: what a fleet operator needs beyond the machine API. */
final class FleetAdapter extends FleetServiceGrpc.FleetServiceImplBase {
  private final FleetReleaseCalls releases;

  FleetAdapter(NodeApi node) {
    this.releases = new FleetReleaseCalls(node);
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> out) {
    Replies.unary(out, () -> releases.check(request));
  }

  @Override
  public void prestage(PrestageRequest request, StreamObserver<Progress> out) {
    StreamReply.run(out, reply -> releases.prestage(request, reply));
  }

  @Override
  public void activate(ActivateRequest request, StreamObserver<OperationResult> out) {
    Replies.unary(out, () -> releases.activate(request));
  }
}
