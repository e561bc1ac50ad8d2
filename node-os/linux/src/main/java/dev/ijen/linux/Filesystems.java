package dev.ijen.linux;

import java.io.IOException;
import java.nio.file.Path;

/** Making file systems, and files that survive a power cut. */
public interface Filesystems {

  /**
   * Makes an ext4 file system over whatever is there.
   *
   * @param device a block device or a file
   * @param label of the file system, at most 16 bytes
   * @throws IOException with what mkfs.ext4(8) said
   */
  void makeExt4(Path device, String label) throws IOException, InterruptedException;

  /**
   * Makes an EFI system partition over whatever is there: FAT32 of one sector per cluster with the
   * folder {@code /EFI/Linux}, which has room for all the entries that firmware will ever write. It
   * is durable when this returns.
   *
   * @param device of 33 MiB to 128 GiB, a block device or a file
   * @param label at most 11 ASCII characters, in capitals
   */
  void makeEfi(Path device, String label) throws IOException;

  /**
   * Puts a file in the place of another, so that a power cut leaves the old one or the new one and
   * never a part. The content is on the disk when this returns.
   *
   * @param mode permission bits, such as {@code 0600} in octal
   */
  void replace(Path file, byte[] content, int mode) throws IOException;
}
