package dev.ijen.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Kernel parameters as files below a folder. */
final class FileSysctls implements Sysctls {
  /** No parameter is longer: the kernel prints into one page. */
  private static final int PAGE_BYTES = 4096;

  private final Path root;

  /**
   * Parameters below this folder.
   *
   * @param root {@code /proc/sys}, or a folder of a test
   */
  FileSysctls(Path root) {
    this.root = root;
  }

  @Override
  public Optional<String> read(String key) throws IOException {
    try (FileChannel file =
        FileChannel.open(root.resolve(SysctlKey.path(key)), StandardOpenOption.READ)) {
      // One read, as the kernel gives numbers to the first read alone.
      ByteBuffer value = ByteBuffer.allocate(PAGE_BYTES);
      file.read(value);
      return Optional.of(StandardCharsets.UTF_8.decode(value.flip()).toString().stripTrailing());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String key, String value) throws IOException {
    Path file = root.resolve(SysctlKey.path(key));
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException("kernel parameter " + key + " does not exist");
    }
    try {
      // One write, as the kernel takes each write for a whole value.
      Files.writeString(file, value, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("set kernel parameter " + key + " to " + value, e);
    }
  }
}
