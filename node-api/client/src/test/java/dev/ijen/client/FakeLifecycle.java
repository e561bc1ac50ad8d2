package dev.ijen.client;

import dev.ijen.api.machine.LifecycleServiceGrpc;
import dev.ijen.api.machine.LifecycleServiceInstallProgress;
import dev.ijen.api.machine.LifecycleServiceUpgradeRequest;
import dev.ijen.api.machine.LifecycleServiceUpgradeResponse;
import io.grpc.stub.StreamObserver;

/** Upgrades that tell two lines; an image with {@code unsigned} in its name is refused. */
final class FakeLifecycle extends LifecycleServiceGrpc.LifecycleServiceImplBase {
  @Override
  public void upgrade(
      LifecycleServiceUpgradeRequest request, StreamObserver<LifecycleServiceUpgradeResponse> out) {
    boolean refused = request.getSource().getImageName().contains("unsigned");
    out.onNext(line("judging " + request.getSource().getImageName()));
    if (refused) {
      out.onNext(line("UNSIGNED: the release is not signed"));
    }
    out.onNext(exit(refused ? 1 : 0));
    out.onCompleted();
  }

  private static LifecycleServiceUpgradeResponse line(String message) {
    return LifecycleServiceUpgradeResponse.newBuilder()
        .setProgress(LifecycleServiceInstallProgress.newBuilder().setMessage(message))
        .build();
  }

  private static LifecycleServiceUpgradeResponse exit(int code) {
    return LifecycleServiceUpgradeResponse.newBuilder()
        .setProgress(LifecycleServiceInstallProgress.newBuilder().setExitCode(code))
        .build();
  }
}
