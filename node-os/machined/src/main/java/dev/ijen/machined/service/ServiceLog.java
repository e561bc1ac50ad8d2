package dev.ijen.machined.service;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The output of one service: a file that grows to a bound, and the one before it. Writers append
 * and keep the file open, so it is emptied in place rather than replaced.
 */
public final class ServiceLog {
  /** Size beyond which the file is put aside. */
  static final long BOUND_BYTES = 2L << 20;

  private final Path file;

  /** The log of a service in the folder of all logs. */
  public ServiceLog(Path folder, String service) {
    this.file = folder.resolve(service + ".log");
  }

  /** The file that is written now. */
  public Path file() {
    return file;
  }

  /** The file before it; may be missing. */
  public Path previous() {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /** Makes the folder, and puts the file aside when it has outgrown its bound. */
  public void bound() throws IOException {
    Files.createDirectories(file.getParent());
    if (Files.exists(file) && Files.size(file) > BOUND_BYTES) {
      Files.copy(file, previous(), StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    }
  }
}
