package dev.ijen.image.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The UKI of one slot.
 *
 * @param parts what it is made of
 * @param version the image's version
 * @param arguments kernel arguments besides slot and verity
 */
public record BootImage(BootParts parts, String version, List<String> arguments) {
  /**
   * Kernel arguments of every node: consoles, the hardening that the boot checks (Kernel
   * Self-Protection Project), and what makes a panic a restart that can be read.
   */
  public static final List<String> ARGUMENTS =
      List.of(
          "console=tty0",
          "console=ttyS0",
          "consoleblank=0",
          "slab_nomerge",
          "pti=on",
          "init_on_alloc=1",
          "panic=5",
          "printk.devkmsg=on");

  /**
   * The loader sorts by this before it looks at the file name, where the generation is: one version
   * for all, so that an older one can follow a newer one.
   */
  private static final String ONE_VERSION = "IMAGE_VERSION=0\n";

  public BootImage {
    arguments = List.copyOf(arguments);
  }

  /**
   * Writes the UKI.
   *
   * @param slot {@code a} or {@code b}
   */
  public void write(Path uki, String slot, Verity verity) throws IOException {
    String words =
        "%s ijen.platform=metal ijen.slot=%s ijen.verity=%s"
            .formatted(String.join(" ", arguments), slot, verity.argument());
    byte[] image =
        new Uki()
            .text(".osrel", osRelease(version) + ONE_VERSION)
            .text(".cmdline", words)
            .text(".uname", parts.release())
            .section(".initrd", Files.readAllBytes(parts.initramfs()))
            .section(".linux", Files.readAllBytes(parts.kernel()))
            .build(Files.readAllBytes(parts.stub()));
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
}
