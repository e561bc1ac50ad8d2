package dev.ijen.lab.node;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Background;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A node as a virtual machine that boots its disk by UEFI firmware. */
public final class Vm implements Node {
  private final String name;
  private final Path image;
  private final Qemu qemu;
  private final Attachment attachment;
  private final VmFiles files;
  private final Background process;

  /**
   * Describes a machine.
   *
   * @param image disk image as it was built; the machine writes to an overlay of its own
   */
  public Vm(Instance instance, String name, Path image, Qemu qemu, Attachment attachment) {
    this.name = name;
    this.image = image;
    this.qemu = qemu;
    this.attachment = attachment;
    this.files = new VmFiles(instance.folder().resolve("nodes").resolve(name));
    this.process = new Background(instance.folder(), name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return attachment.address();
  }

  @Override
  public int port() {
    return attachment.port();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    if (isRunning() && files.areOf(image)) {
      return;
    }
    process.kill();
    files.prepare(image);
    Files.writeString(files.folder().resolve(ENDPOINT_FILE), endpoint() + "\n");
    Files.deleteIfExists(files.control());
    process.start(attachment.inside().apply(qemu.command(name, files, attachment)), Map.of());
    Files.deleteIfExists(process.log().resolveSibling(name + "-console.log"));
    Files.createSymbolicLink(process.log().resolveSibling(name + "-console.log"), files.console());
  }

  /** Whether a start makes a new disk in place of one that was made over another image. */
  public boolean losesItsDisk() throws IOException {
    return files.areOfAnother(image);
  }

  /** The record of its writes, if {@link Qemu#recording} says so. */
  public Path writes() {
    return files.writes();
  }

  @Override
  public boolean isRunning() throws IOException {
    return process.isRunning();
  }

  @Override
  public void kill() throws IOException, InterruptedException {
    process.kill();
  }

  @Override
  public String console() throws IOException {
    String log = process.tail(5);
    return Files.exists(files.console())
        ? new String(Files.readAllBytes(files.console()), StandardCharsets.UTF_8) + log
        : log;
  }
}
