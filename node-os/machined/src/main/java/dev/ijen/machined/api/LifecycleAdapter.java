package dev.ijen.machined.api;

import dev.ijen.api.machine.LifecycleServiceGrpc;
import dev.ijen.api.machine.LifecycleServiceUpgradeRequest;
import dev.ijen.api.machine.LifecycleServiceUpgradeResponse;
import io.grpc.stub.StreamObserver;

/** {@code machine.LifecycleService}. */
final class LifecycleAdapter extends LifecycleServiceGrpc.LifecycleServiceImplBase {
  private final UpgradeCalls upgrades;

  LifecycleAdapter(NodeApi node) {
    this.upgrades = new UpgradeCalls(node);
  }

  @Override
  public void upgrade(
      LifecycleServiceUpgradeRequest request, StreamObserver<LifecycleServiceUpgradeResponse> out) {
    StreamReply.run(out, reply -> upgrades.upgrade(request, reply));
  }
}
