package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.FilesystemType;
import dev.ijen.linux.Filesystems;
import dev.ijen.linux.GptPartition;
import dev.ijen.linux.GptTable;
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

/** A disk with the slots, and what the kernel makes of it. Power can be lost after any write. */
final class FakeDisk implements BlockDevices, Filesystems {
  private static final long SECTORS = (4L << 30) / GptTable.SECTOR;

  private final Path devices;
  private final Map<Path, FilesystemType> filesystems = new HashMap<>();
  private final FakeMounts mounts = new FakeMounts();
  private final List<GptPartition> announced = new ArrayList<>();

  /** Partitions whose labels the kernel has read: those in the table when it started. */
  private final Set<Integer> labelled = new HashSet<>();

  private GptTable table = new GptTable(new UUID(1, 1), SECTORS, List.of());
  private int writesLeft = 100;

  FakeDisk(Path devices, String... partitions) throws IOException {
    this.devices = devices;
    for (String name : partitions) {
      table = table.append(name, GptPartition.LINUX_DATA, UUID.randomUUID(), Optional.of(1L << 20));
    }
    boot();
  }

  /** Forgets what a kernel forgets, and sees what is on the disk. */
  void boot() throws IOException {
    announced.clear();
    labelled.clear();
    mounts.clear();
    for (GptPartition partition : table.partitions()) {
      announce(devices.resolve("vda"), partition);
      labelled.add(partition.number());
    }
  }

  void losePowerAfter(int writes) {
    writesLeft = writes;
  }

  FakeMounts mounts() {
    return mounts;
  }

  GptTable table() {
    return table;
  }

  @Override
  public List<BlockDevice> list() {
    var list = new ArrayList<BlockDevice>();
    list.add(device("vda", Optional.empty(), Optional.empty(), 0, SECTORS * GptTable.SECTOR));
    for (GptPartition partition : announced) {
      String name = "vda" + partition.number();
      list.add(
          device(
              name,
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

  @Override
  public long sizeBytes(Path device) {
    return SECTORS * GptTable.SECTOR;
  }

  @Override
  public GptTable readTable(Path disk) {
    return table;
  }

  @Override
  public void writeTable(Path disk, GptTable changed) throws IOException {
    write();
    table = changed;
  }

  @Override
  public void announce(Path disk, GptPartition partition) throws IOException {
    write();
    announced.add(partition);
    Path node = devices.resolve("vda" + partition.number());
    if (!Files.exists(node)) {
      Files.createFile(node);
    }
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
  public void replace(Path file, byte[] content, int mode) {
    throw new UnsupportedOperationException("not for volumes");
  }

  private void write() throws IOException {
    if (writesLeft-- == 0) {
      throw new IOException("power cut");
    }
  }
}
