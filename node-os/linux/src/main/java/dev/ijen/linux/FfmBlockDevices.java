package dev.ijen.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Block devices of the running kernel: sysfs, plain reads and writes, and one ioctl. */
final class FfmBlockDevices implements BlockDevices {
  /** {@code linux/blkpg.h}. */
  static final long BLKPG = 0x1269;

  static final int BLKPG_ADD_PARTITION = 1;

  /** {@code sizeof(struct blkpg_ioctl_arg)}, with the pointer at 16. */
  static final int BLKPG_IOCTL_ARG = 24;

  /** {@code sizeof(struct blkpg_partition)}: start, length, number, two names of 64 bytes. */
  static final int BLKPG_PARTITION = 152;

  /** {@code linux/fs.h}: these take a start and a length in bytes. */
  private static final long BLKDISCARD = 0x1277;

  private static final long BLKZEROOUT = 0x127f;

  /** {@code linux/fs.h}: read the partition table anew. */
  private static final long BLKRRPART = 0x125f;

  private static final int PROBED = 65536;
  private static final long ENDS_BYTES = 1L << 20;

  private final Path sys;
  private final Path dev;

  FfmBlockDevices(Path sys, Path dev) {
    this.sys = sys;
    this.dev = dev;
  }

  @Override
  public List<BlockDevice> list() throws IOException {
    Path folder = sys.resolve("class/block");
    List<BlockDevice> devices = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        devices.add(describe(entry));
      }
    }
    return devices;
  }

  @Override
  public long sizeBytes(Path device) throws IOException {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      return channel.size();
    }
  }

  @Override
  public GptTable readTable(Path disk) throws IOException {
    try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.READ)) {
      byte[] start = read(channel, GptTable.SECTOR, GptTable.TABLE_SECTORS * GptTable.SECTOR);
      return GptTable.decode(start, channel.size() / GptTable.SECTOR);
    } catch (IOException e) {
      throw new IOException("read partition table of " + disk, e);
    }
  }

  @Override
  public void writeTable(Path disk, GptTable table) throws IOException {
    try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.WRITE)) {
      long end = (table.diskSectors() - GptTable.TABLE_SECTORS) * GptTable.SECTOR;
      write(channel, end, table.backup());
      channel.force(true);
      write(channel, GptTable.SECTOR, table.primary());
      channel.force(true);
    } catch (IOException e) {
      throw new IOException("write partition table of " + disk, e);
    }
  }

  @Override
  public void makeTable(Path disk, GptTable table) throws IOException {
    int flags = Descriptor.O_WRONLY | Descriptor.O_EXCL;
    try (Descriptor exclusive = Descriptor.open(disk.toString(), flags);
        FileChannel channel = FileChannel.open(disk, StandardOpenOption.WRITE)) {
      write(channel, 0, table.protectiveMbr());
      writeTable(disk, table);
      Syscall.call("BLKRRPART", disk.toString(), Syscall.IOCTL, exclusive.number(), BLKRRPART, 0);
    }
  }

  @Override
  public Optional<String> content(Path disk) throws IOException {
    int flags = Descriptor.O_RDONLY | Descriptor.O_EXCL;
    try (Descriptor _ = Descriptor.open(disk.toString(), flags);
        FileChannel channel = FileChannel.open(disk, StandardOpenOption.READ)) {
      int length = (int) Math.min(ENDS_BYTES, channel.size());
      byte[] start = read(channel, 0, length);
      byte[] end = read(channel, channel.size() - length, length);
      return DiskContent.describe(start, end);
    }
  }

  @Override
  public void announce(Path disk, GptPartition partition) throws IOException {
    try (Descriptor device = Descriptor.open(disk.toString(), Descriptor.O_RDONLY);
        Arena arena = Arena.ofConfined()) {
      ByteBuffer data =
          NetlinkMessage.buffer(BLKPG_PARTITION)
              .putLong(partition.offsetBytes())
              .putLong(partition.sizeBytes())
              .putInt(partition.number());
      MemorySegment copy = Syscall.copy(arena, data);
      ByteBuffer argument =
          NetlinkMessage.buffer(BLKPG_IOCTL_ARG)
              .putInt(BLKPG_ADD_PARTITION)
              .putInt(0)
              .putInt(BLKPG_PARTITION)
              .putLong(16, copy.address());
      Syscall.call(
          "BLKPG_ADD_PARTITION",
          partition.name() + " on " + disk,
          Syscall.IOCTL,
          device.number(),
          BLKPG,
          Syscall.copy(arena, argument).address());
    }
  }

  @Override
  public void wipe(Path device, Wipe how) throws IOException {
    int flags = Descriptor.O_WRONLY | Descriptor.O_EXCL;
    try (Descriptor exclusive = Descriptor.open(device.toString(), flags);
        FileChannel channel = FileChannel.open(device, StandardOpenOption.WRITE)) {
      long size = channel.size();
      switch (how) {
        case ZEROES -> range("BLKZEROOUT", BLKZEROOUT, device, exclusive, 0, size);
        case FAST -> {
          discard(device, exclusive, size);
          long end = Math.min(ENDS_BYTES, size);
          range("BLKZEROOUT", BLKZEROOUT, device, exclusive, 0, end);
          range("BLKZEROOUT", BLKZEROOUT, device, exclusive, size - end, end);
        }
      }
      channel.force(true);
    }
  }

  private static void discard(Path device, Descriptor open, long size) throws ErrnoException {
    try {
      range("BLKDISCARD", BLKDISCARD, device, open, 0, size);
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EOPNOTSUPP) {
        throw e;
      }
    }
  }

  private static void range(
      String name, long request, Path device, Descriptor open, long start, long length)
      throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer range = NetlinkMessage.buffer(2 * Long.BYTES).putLong(start).putLong(length);
      Syscall.call(
          name,
          device.toString(),
          Syscall.IOCTL,
          open.number(),
          request,
          Syscall.copy(arena, range).address());
    }
  }

  @Override
  public void eraseTable(Path disk) throws IOException {
    var nothing = new byte[GptTable.TABLE_SECTORS * GptTable.SECTOR];
    try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.WRITE)) {
      write(channel, channel.size() - nothing.length, nothing);
      write(channel, GptTable.SECTOR, nothing);
      channel.force(true);
    } catch (IOException e) {
      throw new IOException("erase partition table of " + disk, e);
    }
  }

  @Override
  public Optional<FilesystemType> probe(Path device) throws IOException {
    try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
      int length = (int) Math.min(PROBED, channel.size());
      return Superblock.recognise(read(channel, 0, length));
    } catch (IOException e) {
      throw new IOException("probe " + device, e);
    }
  }

  private BlockDevice describe(Path entry) throws IOException {
    Map<String, String> uevent = uevent(entry.resolve("uevent"));
    boolean partition = "partition".equals(uevent.get("DEVTYPE"));
    String name = entry.getFileName().toString();
    return new BlockDevice(
        name,
        dev.resolve(uevent.getOrDefault("DEVNAME", name)),
        partition ? Optional.of(parent(entry)) : Optional.empty(),
        Optional.ofNullable(uevent.get("PARTNAME")),
        Integer.parseInt(uevent.getOrDefault("PARTN", "0")),
        Long.parseLong(KernelFile.read(entry.resolve("size"))) * GptTable.SECTOR);
  }

  /** The folder of a partition lies in the folder of its disk. */
  private static String parent(Path entry) throws IOException {
    return entry.toRealPath().resolve("..").normalize().getFileName().toString();
  }

  private static Map<String, String> uevent(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.indexOf('=') > 0)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1)));
  }

  private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("ends before byte " + (offset + length));
      }
    }
    return buffer.array();
  }

  private static void write(FileChannel channel, long offset, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, offset + buffer.position());
    }
  }
}
