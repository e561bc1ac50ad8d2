package dev.ijen.machined.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A file that a power cut leaves with its old or its new content, never with half of one: written
 * beside, flushed, renamed over, folder flushed.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fsync.2.html">fsync(2)</a>
 */
public final class DurableFile {
  private final Path file;
  private final Disk disk;

  /** A file on a real disk; it need not exist yet. */
  public DurableFile(Path file) {
    this(file, new RealDisk());
  }

  DurableFile(Path file, Disk disk) {
    this.file = file;
    this.disk = disk;
  }

  /** The single steps, each of which a power cut may follow. */
  interface Disk {
    /** Writes a file anew; what was in it is gone. */
    void write(Path file, byte[] content) throws IOException;

    /** Brings the content of a file to the disk. */
    void flush(Path file) throws IOException;

    /** Puts a file in the place of another one. */
    void rename(Path from, Path to) throws IOException;

    /** Brings the names in a folder to the disk. */
    void flushFolder(Path folder) throws IOException;

    /** The content of a file, if there is one. */
    Optional<byte[]> read(Path file) throws IOException;
  }

  /** The content, if there is any. */
  public Optional<byte[]> read() throws IOException {
    return disk.read(file);
  }

  /** Replaces the content; once this returns, the new one survives a power cut. */
  public void replace(byte[] content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    disk.write(beside, content);
    disk.flush(beside);
    disk.rename(beside, file);
    disk.flushFolder(file.resolveSibling(""));
  }

  private static final class RealDisk implements Disk {
    private static final FileAttribute<?> OWNER_ONLY =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Override
    public void write(Path file, byte[] content) throws IOException {
      Files.deleteIfExists(file);
      Files.createFile(file, OWNER_ONLY);
      Files.write(file, content);
    }

    @Override
    public void flush(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void flushFolder(Path folder) throws IOException {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }

    @Override
    public Optional<byte[]> read(Path file) throws IOException {
      try {
        return Optional.of(Files.readAllBytes(file));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }
}
