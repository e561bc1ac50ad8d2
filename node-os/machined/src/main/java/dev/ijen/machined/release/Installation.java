package dev.ijen.machined.release;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ijen.config.MachineConfig;
import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.GptTable;
import dev.ijen.linux.Linux;
import dev.ijen.linux.MountFlag;
import dev.ijen.linux.UnmountFlag;
import dev.ijen.linux.Wipe;
import dev.ijen.machined.config.DurableFile;
import dev.ijen.machined.install.DiskLayout;
import dev.ijen.machined.release.Progress.Step;
import dev.ijen.machined.slot.EspFolder;
import dev.ijen.machined.slot.FirmwareBootOrder;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.slots.EntryName;
import dev.ijen.slots.Slot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One release on its way to a blank disk. The boot entry appears last: a power cut before leaves a
 * disk that no firmware starts, and one that is not blank any more.
 */
record Installation(
    NodeSlots slots,
    Linux linux,
    BlockDevice disk,
    ReleaseManifest release,
    Optional<MachineConfig> config,
    BlobCopy blobs,
    Progress progress) {
  /** The slot of a first release. */
  static final Slot SLOT = Slot.A;

  /** Nothing to fall back to: the loader does not count it. */
  private static final EntryName ENTRY = new EntryName(1, SLOT, Optional.empty());

  private static final String STATE = "STATE";
  private static final String TEMPORARY = "ijen-a.tmp";
  private static final Duration APPEARS_WITHIN = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Set<MountFlag> FLAGS =
      EnumSet.of(
          MountFlag.MS_NOSUID, MountFlag.MS_NODEV, MountFlag.MS_NOEXEC, MountFlag.MS_NOATIME);

  /**
   * Does all of it.
   *
   * @throws IOException names what failed; the disk is not blank any more then
   */
  void run() throws IOException, InterruptedException {
    byte[] loader = slots.esp().look(folder -> Files.readAllBytes(loader(folder)));
    progress.at(Step.PARTITION, 0, 0, "partitioning " + disk.device());
    GptTable table = DiskLayout.of(disk.sizeBytes(), UUID::randomUUID);
    BlockDevices devices = linux.blockDevices();
    devices.makeTable(disk.device(), table);
    for (String label : DiskLayout.EMPTY) {
      devices.wipe(partition(table, label), Wipe.FAST);
    }
    writeRoot(partition(table, SLOT.partition()));
    if (config.isPresent()) {
      writeConfig(partition(table, STATE), config.get());
    }
    writeEfi(partition(table, "EFI"), loader);
    new FirmwareBootOrder(linux.efiVariables()).ensure(table.find("EFI").orElseThrow());
  }

  private void writeRoot(Path device) throws IOException, InterruptedException {
    blobs.write(release.root(), device, Step.WRITE_ROOT, StandardOpenOption.WRITE);
    sync(device, StandardOpenOption.WRITE);
    blobs.verify(release.root(), device, Step.VERIFY_ROOT);
  }

  private void writeConfig(Path device, MachineConfig first)
      throws IOException, InterruptedException {
    progress.at(Step.WRITE_CONFIG, 0, 0, "writing the machine config to " + device);
    linux.filesystems().makeExt4(device, STATE);
    Path mount = mount(device, "ext4", "");
    try {
      new DurableFile(mount.resolve(slots.paths().config().getFileName()))
          .replace(first.encode().getBytes(UTF_8));
    } finally {
      unmount(mount);
    }
  }

  private Path mount(Path device, String type, String options) throws IOException {
    Path mount = Files.createDirectories(slots.paths().run().resolve("install"));
    linux.mounts().mount(device.toString(), mount, type, FLAGS, options);
    return mount;
  }

  private void unmount(Path mount) throws IOException {
    linux.mounts().unmount(mount, EnumSet.noneOf(UnmountFlag.class));
  }

  private void writeEfi(Path device, byte[] loader) throws IOException, InterruptedException {
    linux.filesystems().makeEfi(device, "EFI");
    Path mount = mount(device, "vfat", "umask=0077");
    try {
      writeLoader(mount, loader);
      writeEntry(new EspFolder(mount.resolve("EFI/Linux")));
    } finally {
      unmount(mount);
    }
  }

  private void writeLoader(Path mount, byte[] loader) throws IOException {
    for (String folder : new String[] {"EFI/BOOT", "EFI/systemd", "loader"}) {
      Files.createDirectories(mount.resolve(folder));
    }
    write(mount.resolve("EFI/BOOT/BOOTX64.EFI"), loader);
    write(mount.resolve("EFI/systemd/systemd-bootx64.efi"), loader);
    write(mount.resolve("loader/loader.conf"), "timeout 0\neditor no\n".getBytes(US_ASCII));
  }

  private void writeEntry(EspFolder entries) throws IOException, InterruptedException {
    Path file = entries.path(TEMPORARY);
    var uki = release.uki(SLOT.letter());
    blobs.write(uki, file, Step.WRITE_UKI, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    entries.sync(TEMPORARY);
    blobs.verify(uki, file, Step.VERIFY_UKI);
    entries.rename(TEMPORARY, ENTRY.file());
    entries.sync(ENTRY.file());
    entries.sync();
  }

  /** Our loader on the EFI partition that this node was started from. */
  private static Path loader(EspFolder entries) {
    return entries.folder().resolveSibling("systemd/systemd-bootx64.efi");
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.write(file, content, StandardOpenOption.CREATE_NEW);
    sync(file, StandardOpenOption.WRITE);
    sync(file.resolveSibling(""), StandardOpenOption.READ);
  }

  private static void sync(Path file, StandardOpenOption access) throws IOException {
    try (var channel = FileChannel.open(file, access)) {
      channel.force(true);
    }
  }

  /** The node of a partition, which the kernel makes a moment after it has read the table. */
  private Path partition(GptTable table, String label) throws IOException, InterruptedException {
    int number = table.find(label).orElseThrow().number();
    long deadline = System.nanoTime() + APPEARS_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<BlockDevice> found = linux.blockDevices().find(disk.name(), number);
      if (found.isPresent() && Files.exists(found.get().device())) {
        slots.runningRoot().requireOther(found.get());
        return found.get().device();
      }
      Thread.sleep(LOOK);
    }
    throw new IOException(
        "partition %s of %s did not appear within 10 s".formatted(label, disk.device()));
  }
}
