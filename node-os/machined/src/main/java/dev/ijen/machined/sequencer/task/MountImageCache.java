package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.MountFlag;
import dev.ijen.linux.Mounts;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts the image cache, where a disk of the machine has one. A node works without it, so one that
 * cannot be mounted is told in the log and does not stop the boot.
 */
public final class MountImageCache implements TaskBody {
  /** Label of the partition, on whichever disk. */
  static final String LABEL = "IMAGECACHE";

  private static final Logger log = LoggerFactory.getLogger(MountImageCache.class);
  private static final String TYPE = "erofs";
  private static final Set<MountFlag> FLAGS =
      EnumSet.of(MountFlag.MS_RDONLY, MountFlag.MS_NOSUID, MountFlag.MS_NODEV, MountFlag.MS_NOEXEC);

  private final Path target;
  private final BlockDevices devices;
  private final Mounts mounts;

  /** Mounts the first such partition at this place. */
  public MountImageCache(Path target, BlockDevices devices, Mounts mounts) {
    this.target = target;
    this.devices = devices;
    this.mounts = mounts;
  }

  @Override
  public Outcome run() throws IOException {
    List<BlockDevice> found = devices.find(LABEL);
    if (!found.isEmpty() && !mounts.mounted(target)) {
      mount(found.getFirst().device());
    }
    return Outcome.proceed();
  }

  private void mount(Path device) {
    try {
      Files.createDirectories(target);
      mounts.mount(device.toString(), target, TYPE, FLAGS, "");
      log.atInfo().addKeyValue("device", device).log("mounted image cache");
    } catch (IOException e) {
      log.atError().addKeyValue("device", device).setCause(e).log("image cache is unusable");
    }
  }
}
