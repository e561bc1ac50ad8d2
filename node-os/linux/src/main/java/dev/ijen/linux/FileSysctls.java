package dev.ijen.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Kernel parameters as files below a folder. */
final class FileSysctls implements Sysctls {
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
    try {
      return Optional.of(KernelFile.read(root.resolve(SysctlKey.path(key))));
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
      Files.writeString(
          file, value, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new IOException("set kernel parameter " + key + " to " + value, e);
    }
  }
}
