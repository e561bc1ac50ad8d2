package dev.ijen.machined.release;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.UncachedFile;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.registry.Repository;
import dev.ijen.machined.release.Progress.Step;
import dev.ijen.machined.slot.NewImage;
import dev.ijen.release.Blob;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.slots.InactiveSlot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Streams a release from its repository to where it belongs, and reads it back from the disk
 * itself.
 */
final class ReleaseWriter implements NewImage {
  private final Repository repository;
  private final ReleaseManifest release;
  private final SystemDisk disk;
  private final RunningRoot running;
  private final String slot;
  private final Progress progress;

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
    this.repository = repository;
    this.release = release;
    this.disk = disk;
    this.running = running;
    this.slot = slot.slot().letter();
    this.progress = progress;
  }

  @Override
  public void writeRoot(InactiveSlot inactive) throws IOException, InterruptedException {
    write(release.root(), device(inactive), Step.WRITE_ROOT, StandardOpenOption.WRITE);
  }

  @Override
  public void syncRoot(InactiveSlot inactive) throws IOException {
    try (var channel = FileChannel.open(device(inactive), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void verifyRoot(InactiveSlot inactive) throws IOException {
    verify(release.root(), device(inactive), Step.VERIFY_ROOT);
  }

  @Override
  public void writeUki(Path file) throws IOException, InterruptedException {
    write(
        release.uki(slot),
        file,
        Step.WRITE_UKI,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  @Override
  public void verifyUki(Path file) throws IOException {
    verify(release.uki(slot), file, Step.VERIFY_UKI);
  }

  /** Asks the kernel anew each time: the label alone is not believed. */
  private Path device(InactiveSlot inactive) throws IOException {
    BlockDevice partition = disk.partition(inactive.slot().partition());
    running.requireOther(partition);
    return partition.device();
  }

  private void write(Blob blob, Path target, Step step, StandardOpenOption... options)
      throws IOException, InterruptedException {
    try (var channel = FileChannel.open(target, options)) {
      repository.fetch(
          blob,
          bytes -> {
            writeFully(channel, bytes);
            progress.at(step, channel.position(), blob.bytes(), "writing " + target);
          });
    }
  }

  private void verify(Blob blob, Path target, Step step) throws IOException {
    progress.at(step, 0, blob.bytes(), "reading back " + target);
    String onDisk = UncachedFile.sha256(target, blob.bytes());
    if (!onDisk.equals(blob.digest().hex())) {
      throw new IOException(
          "%s holds %s after %s was written".formatted(target, onDisk, blob.digest().hex()));
    }
    progress.at(step, blob.bytes(), blob.bytes(), target + " is what was signed");
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
