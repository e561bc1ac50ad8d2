package dev.ijen.testing;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.Errno;
import dev.ijen.linux.ErrnoException;
import dev.ijen.linux.FilesystemType;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
import dev.ijen.linux.Wipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A disk {@code vda} and what the kernel makes of it. Power can be lost after any write. */
public final class FakeDisk implements BlockDevices, Filesystems {
  private static final long SECTORS = (4L << 30) / GptTable.SECTOR;

  private final Path devices;
  private final Map<Path, FilesystemType> filesystems = new HashMap<>();
  private final FakeMounts mounts = new FakeMounts();
  private final List<GptPartition> announced = new ArrayList<>();

  /** Partitions whose labels the kernel has read: those in the table when it started. */
  private final Set<Integer> labelled = new HashSet<>();

  private Optional<GptTable> table = Optional.empty();
  private int writesLeft = Integer.MAX_VALUE;

  /**
   * A disk of 4 GiB with partitions of 1 MiB; without any, a blank one.
   *
   * @param devices a folder in place of {@code /dev}
   */
  public FakeDisk(Path devices, String... partitions) throws IOException {
    this.devices = devices;
    for (String name : partitions) {
      GptTable before = table.orElse(new GptTable(new UUID(1, 1), SECTORS, List.of()));
      table =
          Optional.of(
              before.append(
                  name, GptPartition.LINUX_DATA, UUID.randomUUID(), Optional.of(1L << 20)));
    }
    boot();
  }

  /** Forgets what a kernel forgets, and sees what is on the disk. */
  public void boot() throws IOException {
    announced.clear();
    labelled.clear();
    mounts.clear();
    for (GptPartition partition : partitions()) {
      show(partition);
      labelled.add(partition.number());
    }
  }

  /** Makes all writes fail after some more. */
  public void losePowerAfter(int writes) {
    writesLeft = writes;
  }

  /** Lets writes succeed from now on. */
  public void restorePower() {
    writesLeft = Integer.MAX_VALUE;
  }

  /** The node of the disk. */
  public Path disk() {
    return devices.resolve("vda");
  }

  /** What is mounted: nothing after a {@link #boot}. */
  public FakeMounts mounts() {
    return mounts;
  }

  /** What the table on the disk holds. */
  public List<GptPartition> partitions() {
    return table.map(GptTable::partitions).orElse(List.of());
  }

  @Override
  public List<BlockDevice> list() {
    var list = new ArrayList<BlockDevice>();
    list.add(device("vda", Optional.empty(), Optional.empty(), 0, SECTORS * GptTable.SECTOR));
    for (GptPartition partition : announced) {
      list.add(
          device(
              name(partition),
              Optional.of("vda"),
              Optional.of(partition.name()).filter(_ -> labelled.contains(partition.number())),
              partition.number(),
              partition.sizeBytes()));
    }
    return list;
  }

  private BlockDevice device(
      String name, Optional<String> disk, Optional<String> label, int number, long bytes) {
    return new BlockDevice(name, devices.resolve(name), disk, label, number, bytes);
  }

  private static String name(GptPartition partition) {
    return "vda" + partition.number();
  }

  @Override
  public long sizeBytes(Path device) throws IOException {
    return list().stream()
        .filter(present -> present.device().equals(device))
        .mapToLong(BlockDevice::sizeBytes)
        .findFirst()
        .orElseThrow(() -> new IOException("no device " + device));
  }

  @Override
  public GptTable readTable(Path disk) throws IOException {
    return table.orElseThrow(() -> new IOException("read partition table of " + disk));
  }

  @Override
  public void writeTable(Path disk, GptTable changed) throws IOException {
    write();
    table = Optional.of(changed);
  }

  @Override
  public void announce(Path disk, GptPartition partition) throws IOException {
    if (announced.stream().anyMatch(present -> overlap(present, partition))) {
      throw new ErrnoException(
          "BLKPG_ADD_PARTITION", partition.name() + " on " + disk, Errno.EBUSY);
    }
    write();
    show(partition);
  }

  private static boolean overlap(GptPartition a, GptPartition b) {
    return a.number() == b.number()
        || (a.firstSector() <= b.lastSector() && b.firstSector() <= a.lastSector());
  }

  private void show(GptPartition partition) throws IOException {
    announced.add(partition);
    Path node = devices.resolve(name(partition));
    if (!Files.exists(node)) {
      Files.createFile(node);
    }
  }

  @Override
  public void wipe(Path device, Wipe how) throws IOException {
    if (mounts.list().stream().anyMatch(entry -> entry.source().startsWith(device.toString()))) {
      throw new ErrnoException("open", device.toString(), Errno.EBUSY);
    }
    write();
    filesystems.remove(device);
  }

  @Override
  public void makeTable(Path disk, GptTable first) throws IOException {
    if (content(disk).isPresent() && !mounts.list().isEmpty()) {
      throw new ErrnoException("open", disk.toString(), Errno.EBUSY);
    }
    write();
    table = Optional.of(first);
    boot();
  }

  @Override
  public Optional<String> content(Path disk) {
    return table.map(_ -> "a GUID partition table");
  }

  @Override
  public void eraseTable(Path disk) throws IOException {
    write();
    table = Optional.empty();
  }

  @Override
  public Optional<FilesystemType> probe(Path device) {
    return Optional.ofNullable(filesystems.get(device));
  }

  @Override
  public void makeExt4(Path device, String label) throws IOException {
    write();
    filesystems.put(device, FilesystemType.EXT4);
  }

  @Override
  public void makeEfi(Path device, String label) throws IOException {
    write();
    filesystems.put(device, FilesystemType.VFAT);
  }

  @Override
  public void replace(Path file, byte[] content, int mode) throws IOException {
    write();
    Files.write(file, content);
    Files.setAttribute(file, "unix:mode", mode);
  }

  private void write() throws IOException {
    if (writesLeft-- == 0) {
      throw new IOException("power cut");
    }
  }
}
