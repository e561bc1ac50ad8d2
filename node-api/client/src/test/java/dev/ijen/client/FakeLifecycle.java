package dev.ijen.client;

import dev.ijen.api.machine.LifecycleServiceGrpc;
import dev.ijen.api.machine.LifecycleServiceInstallProgress;
import dev.ijen.api.machine.LifecycleServiceInstallRequest;
import dev.ijen.api.machine.LifecycleServiceInstallResponse;
import dev.ijen.api.machine.LifecycleServiceUpgradeRequest;
import dev.ijen.api.machine.LifecycleServiceUpgradeResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * Upgrades and installations that tell two lines; an image with {@code unsigned} in its name is
 * refused.
 */
final class FakeLifecycle extends LifecycleServiceGrpc.LifecycleServiceImplBase {
  @Override
  public void upgrade(
      LifecycleServiceUpgradeRequest request, StreamObserver<LifecycleServiceUpgradeResponse> out) {
    for (var progress : progress(request.getSource().getImageName())) {
      out.onNext(LifecycleServiceUpgradeResponse.newBuilder().setProgress(progress).build());
    }
    out.onCompleted();
  }

  @Override
  public void install(
      LifecycleServiceInstallRequest request, StreamObserver<LifecycleServiceInstallResponse> out) {
    for (var progress : progress(request.getSource().getImageName())) {
      out.onNext(LifecycleServiceInstallResponse.newBuilder().setProgress(progress).build());
    }
    out.onCompleted();
  }

  private static List<LifecycleServiceInstallProgress> progress(String image) {
    boolean refused = image.contains("unsigned");
    var progress = new ArrayList<LifecycleServiceInstallProgress>();
    progress.add(line("judging " + image));
    if (refused) {
      progress.add(line("UNSIGNED: the release is not signed"));
    }
    progress.add(LifecycleServiceInstallProgress.newBuilder().setExitCode(refused ? 1 : 0).build());
    return progress;
  }

  private static LifecycleServiceInstallProgress line(String message) {
    return LifecycleServiceInstallProgress.newBuilder().setMessage(message).build();
  }
}
