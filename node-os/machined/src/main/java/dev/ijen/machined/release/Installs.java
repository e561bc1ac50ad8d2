package dev.ijen.machined.release;

import dev.ijen.config.InstallConfig;
import dev.ijen.config.MachineConfig;
import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.DiskDevice;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.Linux;
import dev.ijen.linux.Wipe;
import dev.ijen.machined.block.Disks;
import dev.ijen.machined.install.DiskLayout;
import dev.ijen.machined.install.InstallPlan;
import dev.ijen.machined.install.InstallPlan.Candidate;
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
import java.util.ArrayList;
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
  private final Supplier<Registries> registries;
  private final ReentrantLock busy = new ReentrantLock();

  /** Installations from a node. */
  public Installs(NodeSlots slots, Linux linux, Supplier<Registries> registries) {
    this.slots = slots;
    this.linux = linux;
    this.devices = linux.blockDevices();
    this.registries = registries;
  }

  /**
   * What a first machine config asks for while no installation is under way; empty when the node
   * runs from the disk that it means, or has no disks. Writes nothing.
   *
   * @throws NodeException {@code INVALID} or {@code NOT_NOW} with document, field and reason: the
   *     disk cannot be taken, or the release cannot
   */
  public Optional<InstallOrder> order(MachineConfig config)
      throws NodeException, InterruptedException {
    if (busy.isLocked()) {
      throw new NodeException(Reason.NOT_NOW, "an installation is under way");
    }
    Optional<InstallConfig> wanted = config.install();
    if (wanted.isEmpty() || slots.active().isEmpty()) {
      return Optional.empty();
    }
    InstallConfig install = wanted.get();
    try {
      Optional<BlockDevice> disk =
          InstallPlan.disk(install, slots.disk().find().name(), candidates());
      if (disk.isEmpty()) {
        return Optional.empty();
      }
      String name = disk.get().device().toString();
      var order =
          new InstallOrder(InstallPlan.image(install), name, install.wipe(), Optional.of(config));
      requireInstallable(install, order);
      requireAccepted(install, order, disk.get());
      return Optional.of(order);
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "look at the disks: " + e.getMessage(), e);
    }
  }

  private void requireInstallable(InstallConfig install, InstallOrder order)
      throws NodeException, IOException {
    try {
      installable(order);
    } catch (NodeException e) {
      throw InstallPlan.refused(install, install.diskField(), e);
    }
  }

  private void requireAccepted(InstallConfig install, InstallOrder order, BlockDevice disk)
      throws NodeException, InterruptedException {
    try {
      accepted(judge(order), order.image(), disk, Patience.SHORT);
    } catch (NodeException e) {
      throw InstallPlan.refused(install, install.imageField(), e);
    }
  }

  private List<Candidate> candidates() throws IOException {
    var candidates = new ArrayList<Candidate>();
    for (BlockDevice disk : devices.list()) {
      Optional<DiskDevice> device =
          disk.disk().isPresent()
              ? Optional.empty()
              : DiskDevice.of(slots.paths().at("/sys"), disk.name());
      device.ifPresent(
          found ->
              candidates.add(
                  new Candidate(
                      disk, Disks.traits(disk, found), !found.readOnly() && !found.cdrom())));
    }
    return candidates;
  }

  /**
   * Makes a disk a system disk with this release in slot A, which the firmware starts next.
   *
   * @throws NodeException {@code INVALID} or {@code NOT_NOW} with the reason, before a byte is
   *     written; {@code UNAVAILABLE} when a read or write failed: the firmware does not know of the
   *     disk then
   */
  public void install(InstallOrder order, Progress progress)
      throws NodeException, InterruptedException {
    requireDisks();
    if (!busy.tryLock()) {
      throw new NodeException(Reason.NOT_NOW, "another installation is under way");
    }
    try {
      progress.at(Step.CHECK, 0, 0, "looking at " + order.disk());
      BlockDevice target = installable(order);
      progress.at(Step.CHECK, 0, 0, "judging " + order.image());
      ReleaseJudge judge = judge(order);
      ReleaseOffer offer = accepted(judge, order.image(), target, Patience.LONG);
      ReleaseManifest release = ReleaseJudge.manifest(offer);
      var blobs = new BlobCopy(judge.source(order.image()).pinned(offer.digest()), progress);
      if (order.wipe()) {
        devices.wipe(target.device(), Wipe.FAST);
      }
      new Installation(slots, linux, target, release, order.config(), blobs, progress).run();
      progress.at(Step.DONE, 0, 0, "%s is on %s".formatted(release.version(), target.device()));
      log.atInfo()
          .addKeyValue("disk", target.device())
          .addKeyValue("version", release.version())
          .addKeyValue("digest", offer.digest())
          .log("release installed");
    } catch (IOException e) {
      throw new NodeException(
          Reason.UNAVAILABLE,
          "install %s on %s: %s".formatted(order.image(), order.disk(), e.getMessage()),
          e);
    } finally {
      busy.unlock();
    }
  }

  private BlockDevice installable(InstallOrder order) throws NodeException, IOException {
    BlockDevice target = free(order.disk());
    OtherDisk.requireInstallable(target, content(target), order.wipe());
    return target;
  }

  /** Registries as the config that comes along has them, else as the one in force. */
  private ReleaseJudge judge(InstallOrder order) {
    return new ReleaseJudge(
        slots.trust(),
        order.config().isPresent() ? () -> new Registries(order.config()) : registries);
  }

  private ReleaseOffer accepted(
      ReleaseJudge judge, String image, BlockDevice target, Patience patience)
      throws NodeException, InterruptedException {
    return ReleaseJudge.accepted(
        image, judge.judge(judge.source(image), patience, () -> facts(target), true), false);
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
