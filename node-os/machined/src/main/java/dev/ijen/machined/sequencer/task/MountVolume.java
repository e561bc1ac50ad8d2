package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.FilesystemType;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
import dev.ijen.linux.MountFlag;
import dev.ijen.linux.Mounts;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.sequencer.TaskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mounts a partition of the system disk; on first boot makes it, and its file system. A power cut
 * between the steps is met by the next boot, which goes on where this one ended.
 */
public final class MountVolume implements TaskBody {
  private static final Logger log = LoggerFactory.getLogger(MountVolume.class);
  private static final Duration APPEARS_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Set<MountFlag> FLAGS =
      EnumSet.of(MountFlag.MS_NOSUID, MountFlag.MS_NODEV, MountFlag.MS_NOATIME);

  private final Volume volume;
  private final SystemDisk systemDisk;
  private final BlockDevices devices;
  private final Filesystems filesystems;
  private final Mounts mounts;

  /** Mounts this volume by these means. */
  public MountVolume(
      Volume volume,
      SystemDisk systemDisk,
      BlockDevices devices,
      Filesystems filesystems,
      Mounts mounts) {
    this.volume = volume;
    this.systemDisk = systemDisk;
    this.devices = devices;
    this.filesystems = filesystems;
    this.mounts = mounts;
  }

  @Override
  public Outcome run() throws IOException, InterruptedException, TaskException {
    if (mounts.mounted(volume.target())) {
      return Outcome.proceed(); // by a machined before this one
    }
    BlockDevice partition = partition();
    Optional<FilesystemType> present = devices.probe(partition.device());
    if (present.isEmpty()) {
      log.atInfo().addKeyValue("device", partition.device()).log("making file system");
      filesystems.makeExt4(partition.device(), volume.label());
    } else if (present.get() != FilesystemType.EXT4) {
      throw TaskException.retryable(
          partition.device() + " (" + volume.label() + ") holds " + present.get().text());
    }
    Files.createDirectories(volume.target());
    mounts.mount(partition.device().toString(), volume.target(), "ext4", FLAGS, "");
    return Outcome.proceed();
  }

  /**
   * The device of the partition. It is found by its number in the table on the disk: the kernel
   * does not learn the label of a partition that it is told of while the disk is in use.
   */
  private BlockDevice partition() throws IOException, InterruptedException, TaskException {
    BlockDevice disk = systemDisk.find();
    GptTable table = devices.readTable(disk.device());
    Optional<GptPartition> written = table.find(volume.label());
    GptPartition partition = written.isPresent() ? written.get() : make(disk.device(), table);
    if (devices.find(disk.name(), partition.number()).isEmpty()) {
      devices.announce(disk.device(), partition);
    }
    return await(disk.name(), partition.number());
  }

  private GptPartition make(Path disk, GptTable before) throws IOException, TaskException {
    GptTable after = grown(before);
    devices.writeTable(disk, after);
    GptPartition made = after.find(volume.label()).orElseThrow();
    log.atInfo()
        .addKeyValue("partition", volume.label())
        .addKeyValue("sizeBytes", made.sizeBytes())
        .log("made partition");
    return made;
  }

  private GptTable grown(GptTable table) throws TaskException {
    try {
      UUID id = UUID.randomUUID();
      return table.append(volume.label(), GptPartition.LINUX_DATA, id, volume.sizeBytes());
    } catch (IllegalStateException e) {
      throw TaskException.retryable(String.valueOf(e.getMessage()));
    }
  }

  private BlockDevice await(String disk, int number)
      throws IOException, InterruptedException, TaskException {
    long deadline = System.nanoTime() + APPEARS_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<BlockDevice> partition = devices.find(disk, number);
      if (partition.isPresent() && Files.exists(partition.get().device())) {
        return partition.get();
      }
      Thread.sleep(LOOK);
    }
    throw TaskException.retryable(
        "partition " + volume.label() + " of " + disk + " did not appear within 10 s");
  }
}
