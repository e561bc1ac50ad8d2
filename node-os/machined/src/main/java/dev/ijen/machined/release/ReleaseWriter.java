package dev.ijen.machined.release;

import dev.ijen.linux.BlockDevice;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.registry.Repository;
import dev.ijen.machined.release.Progress.Step;
import dev.ijen.machined.slot.NewImage;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.slots.InactiveSlot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Streams a release from its repository to where it belongs, and reads it back from the disk
 * itself.
 */
final class ReleaseWriter implements NewImage {
  private final BlobCopy blobs;
  private final ReleaseManifest release;
  private final SystemDisk disk;
  private final RunningRoot running;
  private final String slot;

  /**
   * A release that was judged.
   *
   * @param slot that it is for, {@code a} or {@code b}
   */
  ReleaseWriter(
      Repository repository,
      ReleaseManifest release,
      SystemDisk disk,
      RunningRoot running,
      InactiveSlot slot,
      Progress progress) {
    this.blobs = new BlobCopy(repository, progress);
    this.release = release;
    this.disk = disk;
    this.running = running;
    this.slot = slot.slot().letter();
  }

  @Override
  public void writeRoot(InactiveSlot inactive) throws IOException, InterruptedException {
    blobs.write(release.root(), device(inactive), Step.WRITE_ROOT, StandardOpenOption.WRITE);
  }

  @Override
  public void syncRoot(InactiveSlot inactive) throws IOException {
    try (var channel = FileChannel.open(device(inactive), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void verifyRoot(InactiveSlot inactive) throws IOException {
    blobs.verify(release.root(), device(inactive), Step.VERIFY_ROOT);
  }

  @Override
  public void writeUki(Path file) throws IOException, InterruptedException {
    blobs.write(
        release.uki(slot),
        file,
        Step.WRITE_UKI,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  @Override
  public void verifyUki(Path file) throws IOException {
    blobs.verify(release.uki(slot), file, Step.VERIFY_UKI);
  }

  /** Asks the kernel anew each time: the label alone is not believed. */
  private Path device(InactiveSlot inactive) throws IOException {
    BlockDevice partition = disk.partition(inactive.slot().partition());
    running.requireOther(partition);
    return partition.device();
  }
}
