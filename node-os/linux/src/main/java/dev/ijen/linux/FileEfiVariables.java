package dev.ijen.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Firmware variables as efivarfs shows them: a file {@code Name-vendor} each, attributes first.
 *
 * @see <a href="https://docs.kernel.org/filesystems/efivarfs.html">efivarfs</a>
 */
final class FileEfiVariables implements EfiVariables {
  // linux/fs.h
  private static final long FS_IOC_GETFLAGS = 0x80086601L;
  private static final long FS_IOC_SETFLAGS = 0x40086602L;
  private static final int FS_IMMUTABLE_FL = 0x10;

  private static final int ATTRIBUTES_BYTES = Integer.BYTES;

  private final Path folder;

  /**
   * Variables in this folder.
   *
   * @param folder {@code /sys/firmware/efi/efivars}, or a folder of a test
   */
  FileEfiVariables(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> read(UUID vendor, String name) throws IOException {
    try {
      byte[] content = Files.readAllBytes(file(vendor, name));
      return content.length < ATTRIBUTES_BYTES
          ? Optional.empty()
          : Optional.of(Arrays.copyOfRange(content, ATTRIBUTES_BYTES, content.length));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(UUID vendor, String name, byte[] value) throws IOException {
    Path file = file(vendor, name);
    if (Files.exists(file)) {
      makeMutable(file);
    }
    ByteBuffer content =
        ByteBuffer.allocate(ATTRIBUTES_BYTES + value.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(KEPT)
            .put(value)
            .flip();
    // One write, as the firmware takes each write for a whole value.
    try (var channel =
        Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      channel.write(content);
    } catch (IOException e) {
      throw new IOException("write firmware variable " + file.getFileName(), e);
    }
  }

  @Override
  public void delete(UUID vendor, String name) throws IOException {
    Path file = file(vendor, name);
    if (Files.exists(file)) {
      makeMutable(file);
      Files.delete(file);
    }
  }

  @Override
  public List<String> names(UUID vendor) throws IOException {
    String suffix = "-" + vendor;
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    }
  }

  private Path file(UUID vendor, String name) {
    return folder.resolve(name + "-" + vendor);
  }

  /** The kernel protects most variables from a careless {@code rm}. */
  private static void makeMutable(Path file) throws IOException {
    try (Descriptor descriptor = Descriptor.open(file.toString(), Descriptor.O_RDONLY);
        Arena arena = Arena.ofConfined()) {
      MemorySegment flags = arena.allocate(ValueLayout.JAVA_LONG);
      Syscall.call(
          "FS_IOC_GETFLAGS",
          file.toString(),
          Syscall.IOCTL,
          descriptor.number(),
          FS_IOC_GETFLAGS,
          flags.address());
      int present = flags.get(ValueLayout.JAVA_INT, 0);
      if ((present & FS_IMMUTABLE_FL) != 0) {
        flags.set(ValueLayout.JAVA_INT, 0, present & ~FS_IMMUTABLE_FL);
        Syscall.call(
            "FS_IOC_SETFLAGS",
            file.toString(),
            Syscall.IOCTL,
            descriptor.number(),
            FS_IOC_SETFLAGS,
            flags.address());
      }
    } catch (ErrnoException e) {
      if (e.errno() != Errno.ENOTTY && e.errno() != Errno.EOPNOTSUPP) { // no such flags here
        throw e;
      }
    }
  }
}
