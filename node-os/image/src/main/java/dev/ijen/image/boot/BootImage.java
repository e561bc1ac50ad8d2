package dev.ijen.image.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The UKI of one slot.
 *
 * @param stub systemd's EFI stub
 * @param kernel a bzImage
 * @param init the static init
 * @param release kernel release, {@code uname -r}
 * @param version the image's version
 */
public record BootImage(Path stub, Path kernel, Path init, String release, String version) {
  /**
   * Kernel arguments of every node: consoles, the hardening that the boot checks (Kernel
   * Self-Protection Project), and what makes a panic a restart that can be read.
   */
  static final String ARGUMENTS =
      "console=tty0 console=ttyS0 consoleblank=0 slab_nomerge pti=on init_on_alloc=1 panic=5 printk.devkmsg=on";

  /**
   * The loader sorts by this before it looks at the file name, where the generation is: one version
   * for all, so that an older one can follow a newer one.
   */
  private static final String ONE_VERSION = "IMAGE_VERSION=0\n";

  /**
   * Writes the UKI.
   *
   * @param slot {@code a} or {@code b}
   * @param modules files to load before the root is there, in order
   */
  public void write(Path uki, String slot, Verity verity, List<Path> modules) throws IOException {
    String arguments =
        "%s ijen.platform=metal ijen.slot=%s ijen.verity=%s"
            .formatted(ARGUMENTS, slot, verity.argument());
    byte[] image =
        new Uki()
            .text(".osrel", osRelease(version) + ONE_VERSION)
            .text(".cmdline", arguments)
            .text(".uname", release)
            .section(".initrd", initramfs(modules))
            .section(".linux", Files.readAllBytes(kernel))
            .build(Files.readAllBytes(stub));
    Files.write(uki, image);
  }

  /** The content of os-release(5). */
  public static String osRelease(String version) {
    return """
        NAME="Ijen"
        ID=ijen
        VERSION_ID=%1$s
        PRETTY_NAME="Ijen %1$s"
        """
        .formatted(version);
  }

  private byte[] initramfs(List<Path> modules) throws IOException {
    var cpio = new Cpio().directory("modules");
    var order = new StringBuilder();
    for (Path module : modules) {
      String name = "modules/" + module.getFileName();
      cpio.file(name, 0644, Files.readAllBytes(module));
      order.append('/').append(name).append('\n');
    }
    cpio.file("modules.order.ijen", 0644, order.toString().getBytes(StandardCharsets.UTF_8));
    cpio.file("init", 0755, Files.readAllBytes(init));
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(cpio.finish());
    }
    return compressed.toByteArray();
  }
}
