package dev.ijen.machined.api;

import dev.ijen.api.machine.LifecycleServiceGrpc;
import dev.ijen.api.machine.LifecycleServiceInstallRequest;
import dev.ijen.api.machine.LifecycleServiceInstallResponse;
import dev.ijen.api.machine.LifecycleServiceUpgradeRequest;
import dev.ijen.api.machine.LifecycleServiceUpgradeResponse;
import io.grpc.stub.StreamObserver;

/** {@code machine.LifecycleService}. */
final class LifecycleAdapter extends LifecycleServiceGrpc.LifecycleServiceImplBase {
  private final UpgradeCalls upgrades;
  private final InstallCalls installs;

  LifecycleAdapter(NodeApi node) {
    this.upgrades = new UpgradeCalls(node);
    this.installs = new InstallCalls(node.installs());
  }

  @Override
  public void install(
      LifecycleServiceInstallRequest request, StreamObserver<LifecycleServiceInstallResponse> out) {
    StreamReply.run(out, reply -> installs.install(request, reply));
  }

  @Override
  public void upgrade(
      LifecycleServiceUpgradeRequest request, StreamObserver<LifecycleServiceUpgradeResponse> out) {
    StreamReply.run(out, reply -> upgrades.upgrade(request, reply));
  }
}
