package dev.ijen.machined.slot;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.MountFlag;
import dev.ijen.linux.Mounts;
import dev.ijen.linux.UnmountFlag;
import dev.ijen.machined.block.SystemDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The EFI partition of the system disk. It is mounted only while something works on it, where
 * nobody else looks, by one at a time.
 *
 * <p>Neither {@code sync} nor {@code dirsync}: on vfat both lose to flushing file and folder after
 * a rename, which {@link EspFolder} does.
 */
public final class Esp {
  private static final String LABEL = "EFI";
  private static final Set<MountFlag> FLAGS =
      EnumSet.of(
          MountFlag.MS_NOSUID, MountFlag.MS_NODEV, MountFlag.MS_NOEXEC, MountFlag.MS_NOATIME);

  private final SystemDisk disk;
  private final Mounts mounts;
  private final Path target;
  private final ReentrantLock lock = new ReentrantLock();

  /**
   * The partition of this disk.
   *
   * @param target where it is mounted; made when it is first needed
   */
  public Esp(SystemDisk disk, Mounts mounts, Path target) {
    this.disk = disk;
    this.mounts = mounts;
    this.target = target;
  }

  /** Works on the folder of boot entries. */
  @FunctionalInterface
  public interface Work<T> {
    /** May read and write the folder until it returns. */
    T on(EspFolder entries) throws IOException, InterruptedException;
  }

  /**
   * Mounts the partition, works on its folder of boot entries, and takes the mount away again.
   *
   * @throws IOException when there is no such partition, or what the work threw
   */
  public <T> T open(Work<T> work) throws IOException, InterruptedException {
    return open(work, FLAGS);
  }

  /** The same for work that only looks: not a byte of the partition changes. */
  public <T> T look(Work<T> work) throws IOException, InterruptedException {
    var flags = EnumSet.copyOf(FLAGS);
    flags.add(MountFlag.MS_RDONLY);
    return open(work, flags);
  }

  private <T> T open(Work<T> work, Set<MountFlag> flags) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      mount(flags);
      try {
        return work.on(new EspFolder(target.resolve("EFI/Linux")));
      } finally {
        mounts.unmount(target, EnumSet.noneOf(UnmountFlag.class));
      }
    } finally {
      lock.unlock();
    }
  }

  private void mount(Set<MountFlag> flags) throws IOException {
    if (mounts.mounted(target)) { // by a machined before this one, which was killed
      mounts.unmount(target, EnumSet.noneOf(UnmountFlag.class));
    }
    BlockDevice partition = disk.partition(LABEL);
    Files.createDirectories(target);
    mounts.mount(partition.device().toString(), target, "vfat", flags, "umask=0077");
  }
}
