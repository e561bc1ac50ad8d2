package dev.ijen.machined.api;

import dev.ijen.api.machine.LifecycleServiceInstallProgress;
import dev.ijen.api.machine.LifecycleServiceInstallRequest;
import dev.ijen.api.machine.LifecycleServiceInstallResponse;
import dev.ijen.api.storage.BlockDeviceWipe;
import dev.ijen.api.storage.BlockDeviceWipeDescriptor;
import dev.ijen.api.storage.BlockDeviceWipeRequest;
import dev.ijen.api.storage.BlockDeviceWipeResponse;
import dev.ijen.linux.Wipe;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.release.InstallOrder;
import dev.ijen.machined.release.Installs;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts systems on other disks, and takes from them what is there. */
final class InstallCalls {
  private static final int FAILED = 1;

  private final Installs installs;

  InstallCalls(Installs installs) {
    this.installs = installs;
  }

  /** Installs and tells how; the caller reboots. */
  void install(
      LifecycleServiceInstallRequest request, StreamReply<LifecycleServiceInstallResponse> reply)
      throws InterruptedException {
    var lines = new ProgressLines<>(reply, InstallCalls::response);
    String disk = request.getDestination().getDisk();
    try {
      installs.install(InstallOrder.blank(request.getSource().getImageName(), disk), lines);
      lines.say("the firmware starts %s next".formatted(disk));
      lines.exit(0);
    } catch (NodeException e) {
      lines.say(String.valueOf(e.getMessage()));
      lines.exit(FAILED);
    }
  }

  /** Wipes whole disks. A disk in use is refused, whatever checks the caller wants to skip. */
  BlockDeviceWipeResponse wipe(BlockDeviceWipeRequest request) throws NodeException {
    var disks = new EnumMap<Wipe, List<String>>(Wipe.class);
    for (Wipe how : Wipe.values()) {
      disks.put(
          how,
          request.getDevicesList().stream()
              .filter(device -> how(device) == how)
              .map(BlockDeviceWipeDescriptor::getDevice)
              .toList());
    }
    if (request.getDevicesList().stream().anyMatch(BlockDeviceWipeDescriptor::getDropPartition)) {
      throw new NodeException(
          Reason.UNSUPPORTED, "drop_partition: only whole disks are wiped by this node");
    }
    for (Map.Entry<Wipe, List<String>> some : disks.entrySet()) {
      installs.wipe(some.getValue(), some.getKey());
    }
    return BlockDeviceWipeResponse.newBuilder()
        .addMessages(BlockDeviceWipe.getDefaultInstance())
        .build();
  }

  private static Wipe how(BlockDeviceWipeDescriptor device) {
    return device.getMethod() == BlockDeviceWipeDescriptor.Method.ZEROES ? Wipe.ZEROES : Wipe.FAST;
  }

  private static LifecycleServiceInstallResponse response(
      LifecycleServiceInstallProgress progress) {
    return LifecycleServiceInstallResponse.newBuilder().setProgress(progress).build();
  }
}
