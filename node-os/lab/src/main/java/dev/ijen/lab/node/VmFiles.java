package dev.ijen.lab.node;

import dev.ijen.lab.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a virtual machine keeps.
 *
 * @param folder one folder per machine
 */
record VmFiles(Path folder) {
  Path disk() {
    return folder.resolve("disk.qcow2");
  }

  Path variables() {
    return folder.resolve("VARS.fd");
  }

  Path console() {
    return folder.resolve("console.log");
  }

  /** The record of all writes to the disk, if it is kept. */
  Path writes() {
    return folder.resolve("writes.log");
  }

  /** QMP socket. */
  Path control() {
    return folder.resolve("qmp");
  }

  /**
   * Makes disk and firmware variables, unless they are there for the same image. The disk holds
   * only what differs from the image.
   *
   * @param image disk image as it was built; never written
   */
  void prepare(Path image) throws IOException, InterruptedException {
    if (areOf(image)) {
      return;
    }
    Files.createDirectories(folder);
    Files.deleteIfExists(disk());
    Commands.run(
        "qemu-img",
        "create",
        "-q",
        "-f",
        "qcow2",
        "-F",
        "raw",
        "-b",
        image.toString(),
        disk().toString());
    Files.deleteIfExists(writes());
    Files.createFile(writes());
    Files.copy(Qemu.EMPTY_VARIABLES, variables(), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(madeFrom(), image.toString());
  }

  /** Whether the disk was made over this image. */
  boolean areOf(Path image) throws IOException {
    return Files.exists(madeFrom()) && Files.readString(madeFrom()).equals(image.toString());
  }

  /** Whether there is a disk, but made over another image: {@link #prepare} replaces it. */
  boolean areOfAnother(Path image) throws IOException {
    return Files.exists(madeFrom()) && !areOf(image);
  }

  private Path madeFrom() {
    return folder.resolve("image");
  }
}
