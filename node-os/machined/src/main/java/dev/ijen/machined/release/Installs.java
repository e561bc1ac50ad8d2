package dev.ijen.machined.release;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.Linux;
import dev.ijen.linux.Wipe;
import dev.ijen.machined.install.DiskLayout;
import dev.ijen.machined.install.OtherDisk;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.registry.Registries;
import dev.ijen.machined.registry.Repository.Patience;
import dev.ijen.machined.release.Progress.Step;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.release.ReleaseOffer;
import dev.ijen.release.ReleaseVersion;
import dev.ijen.release.SlotFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts releases on disks that the node does not run from, one at a time. */
public final class Installs {
  private static final Logger log = LoggerFactory.getLogger(Installs.class);

  private final NodeSlots slots;
  private final Linux linux;
  private final BlockDevices devices;
  private final ReleaseJudge judge;
  private final ReentrantLock busy = new ReentrantLock();

  /** Installations from a node. */
  public Installs(NodeSlots slots, Linux linux, Supplier<Registries> registries) {
    this.slots = slots;
    this.linux = linux;
    this.devices = linux.blockDevices();
    this.judge = new ReleaseJudge(slots.trust(), registries);
  }

  /**
   * Makes a blank disk a system disk with this release in slot A, which the firmware starts next.
   *
   * @param image OCI reference
   * @param disk device node or name of the whole disk
   * @throws NodeException {@code INVALID} or {@code NOT_NOW} with the reason, before a byte is
   *     written; {@code UNAVAILABLE} when a read or write failed: the firmware does not know of the
   *     disk then
   */
  public void install(String image, String disk, Progress progress)
      throws NodeException, InterruptedException {
    requireDisks();
    if (!busy.tryLock()) {
      throw new NodeException(Reason.NOT_NOW, "another installation is under way");
    }
    try {
      progress.at(Step.CHECK, 0, 0, "looking at " + disk);
      BlockDevice target = free(disk);
      OtherDisk.requireInstallable(target, content(target));
      progress.at(Step.CHECK, 0, 0, "judging " + image);
      ReleaseSource source = judge.source(image);
      ReleaseOffer offer =
          ReleaseJudge.accepted(
              image, judge.judge(source, Patience.LONG, () -> facts(target), true), false);
      ReleaseManifest release = ReleaseJudge.manifest(offer);
      var blobs = new BlobCopy(source.pinned(offer.digest()), progress);
      new Installation(slots, linux, target, release, blobs, progress).run();
      progress.at(Step.DONE, 0, 0, "%s is on %s".formatted(release.version(), target.device()));
      log.atInfo()
          .addKeyValue("disk", target.device())
          .addKeyValue("version", release.version())
          .addKeyValue("digest", offer.digest())
          .log("release installed");
    } catch (IOException e) {
      throw new NodeException(
          Reason.UNAVAILABLE, "install %s on %s: %s".formatted(image, disk, e.getMessage()), e);
    } finally {
      busy.unlock();
    }
  }

  /**
   * Makes disks lose their content; all of them are looked at before the first one is wiped.
   *
   * @param disks device nodes or names of whole disks
   * @throws NodeException {@code INVALID} or {@code NOT_NOW} with the reason
   */
  public void wipe(List<String> disks, Wipe how) throws NodeException {
    requireDisks();
    if (!busy.tryLock()) {
      throw new NodeException(Reason.NOT_NOW, "an installation is under way");
    }
    try {
      for (String disk : disks) {
        content(free(disk));
      }
      for (String disk : disks) {
        devices.wipe(free(disk).device(), how);
        log.atInfo().addKeyValue("disk", disk).addKeyValue("how", how).log("disk wiped");
      }
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "wipe: " + e.getMessage(), e);
    } finally {
      busy.unlock();
    }
  }

  private void requireDisks() throws NodeException {
    if (slots.active().isEmpty()) {
      throw new NodeException(Reason.NOT_NOW, "a node in a container has no disks");
    }
  }

  private BlockDevice free(String disk) throws NodeException, IOException {
    String system = slots.disk().find().name();
    return OtherDisk.of(disk, Optional.of(system), devices.list(), linux.mounts().list());
  }

  /** What the kernel lets nobody have alone is in use by something that no mount shows. */
  private Optional<String> content(BlockDevice disk) throws NodeException, IOException {
    try {
      return devices.content(disk.device());
    } catch (ErrnoException e) {
      if (e.errno() == Errno.EBUSY) {
        throw new NodeException(Reason.NOT_NOW, "disk %s: in use".formatted(disk.device()), e);
      }
      throw e;
    }
  }

  /** A blank disk has nothing that a release could drop, and no slot on trial. */
  private SlotFacts facts(BlockDevice disk) {
    return new SlotFacts(
        ReleaseVersion.parse(slots.release().tag()),
        Installation.SLOT.letter(),
        List.of(),
        List.of(),
        DiskLayout.SLOT_BYTES,
        DiskLayout.EFI_ROOM_BYTES,
        disk.sizeBytes(),
        false);
  }
}
