package dev.ijen.client;

import dev.ijen.api.fleet.CheckRequest;
import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.FleetServiceGrpc;
import dev.ijen.api.fleet.Release;
import dev.ijen.api.machine.InstallArtifactsSource;
import dev.ijen.api.machine.InstallDestination;
import dev.ijen.api.machine.LifecycleServiceGrpc;
import dev.ijen.api.machine.LifecycleServiceInstallProgress;
import dev.ijen.api.machine.LifecycleServiceInstallRequest;
import dev.ijen.api.machine.LifecycleServiceInstallResponse;
import dev.ijen.api.machine.LifecycleServiceUpgradeRequest;
import dev.ijen.api.machine.LifecycleServiceUpgradeResponse;
import dev.ijen.api.machine.MachineServiceGrpc;
import dev.ijen.api.machine.Rollback;
import dev.ijen.api.machine.RollbackRequest;
import dev.ijen.api.machine.Upgrade;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.api.storage.BlockDeviceWipe;
import dev.ijen.api.storage.BlockDeviceWipeDescriptor;
import dev.ijen.api.storage.BlockDeviceWipeRequest;
import dev.ijen.api.storage.StorageServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Releases of one node: upgrades, and installations on other disks. Made by {@link NodeCalls}; for
 * any thread.
 */
public final class UpgradeCalls {
  /** The node looks at the release in its registry before it answers. */
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private final String node;
  private final Channel channel;
  private final Replies replies;

  UpgradeCalls(String node, Channel channel, Replies replies) {
    this.node = node;
    this.channel = channel;
    this.replies = replies;
  }

  /**
   * Lets the node judge a release without writing anything.
   *
   * @param image OCI reference
   */
  public CheckResponse check(String image, boolean allowDowngrade) throws NodeCallException {
    var request =
        CheckRequest.newBuilder()
            .setRelease(Release.newBuilder().setImage(image))
            .setAllowDowngrade(allowDowngrade)
            .build();
    try {
      return FleetServiceGrpc.newBlockingV2Stub(channel)
          .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
          .check(request);
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  /**
   * Asks the node to upgrade and to reboot by itself; it answers once it has judged the release.
   *
   * @return the actor id that marks the events of this upgrade
   */
  @SuppressWarnings("deprecation") // the only form with stage and force, and in maintenance mode
  public String upgradeAndReboot(UpgradeRequest request) throws NodeCallException {
    try {
      var reply =
          MachineServiceGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
              .upgrade(request);
      return replies.only(reply.getMessagesList(), Upgrade::getMetadata).getActorId();
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  /**
   * Upgrades the node; its next boot takes the release, which is left to the caller.
   *
   * @param lines gets what the node tells meanwhile
   * @throws NodeRefused when it failed; says why
   */
  public void upgrade(String image, Consumer<String> lines)
      throws NodeCallException, InterruptedException {
    var request =
        LifecycleServiceUpgradeRequest.newBuilder()
            .setSource(InstallArtifactsSource.newBuilder().setImageName(image))
            .build();
    var answers = LifecycleServiceGrpc.newBlockingV2Stub(channel).upgrade(request);
    try (var stream = new NodeStream<>(node, answers, _ -> {})) {
      read(stream, LifecycleServiceUpgradeResponse::getProgress, lines);
    }
  }

  /**
   * Installs a release on a blank disk that the node does not run from; the firmware starts it
   * next. The reboot is left to the caller.
   *
   * @param image OCI reference
   * @param disk device node of the whole disk
   * @param lines gets what the node tells meanwhile
   * @throws NodeRefused when it failed; says why
   */
  public void install(String image, String disk, Consumer<String> lines)
      throws NodeCallException, InterruptedException {
    var request =
        LifecycleServiceInstallRequest.newBuilder()
            .setSource(InstallArtifactsSource.newBuilder().setImageName(image))
            .setDestination(InstallDestination.newBuilder().setDisk(disk))
            .build();
    var answers = LifecycleServiceGrpc.newBlockingV2Stub(channel).install(request);
    try (var stream = new NodeStream<>(node, answers, _ -> {})) {
      read(stream, LifecycleServiceInstallResponse::getProgress, lines);
    }
  }

  /** Makes a whole disk that is not in use forget what is on it. */
  public void wipe(String disk) throws NodeCallException {
    var request =
        BlockDeviceWipeRequest.newBuilder()
            .addDevices(BlockDeviceWipeDescriptor.newBuilder().setDevice(disk))
            .build();
    try {
      var reply =
          StorageServiceGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
              .blockDeviceWipe(request);
      replies.only(reply.getMessagesList(), BlockDeviceWipe::getMetadata);
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  /** Makes the other slot the next one and reboots. */
  public void rollback() throws NodeCallException {
    try {
      var reply =
          MachineServiceGrpc.newBlockingV2Stub(channel)
              .withDeadlineAfter(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
              .rollback(RollbackRequest.getDefaultInstance());
      replies.only(reply.getMessagesList(), Rollback::getMetadata);
    } catch (StatusException e) {
      throw Failures.of(node, e.getStatus());
    }
  }

  private <T> void read(
      NodeStream<T> stream,
      Function<T, LifecycleServiceInstallProgress> progressOf,
      Consumer<String> lines)
      throws NodeCallException, InterruptedException {
    String last = "";
    for (var next = stream.next(); next.isPresent(); next = stream.next()) {
      LifecycleServiceInstallProgress progress = progressOf.apply(next.get());
      if (progress.hasMessage()) {
        last = progress.getMessage();
        lines.accept(last);
      } else if (progress.getExitCode() == 0) {
        return;
      }
    }
    throw new NodeRefused(node, Status.Code.FAILED_PRECONDITION, last);
  }
}
