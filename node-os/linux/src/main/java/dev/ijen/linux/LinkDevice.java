package dev.ijen.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The device behind a link as {@code /sys/class/net} shows it. A virtio device has its place on the
 * PCI bus from the device above it.
 *
 * @param driver such as {@code virtio_net}; empty for a link made by software
 * @param busPath its place on the PCI bus, such as {@code 0000:00:02.0}; empty when it has none
 * @param pciId vendor and device, such as {@code 1AF4:1041}; empty when it is not on the PCI bus
 */
public record LinkDevice(String driver, String busPath, String pciId) {
  private static final LinkDevice NONE = new LinkDevice("", "", "");

  /**
   * The device of a link.
   *
   * @param sys {@code /sys}, or a folder of a test
   * @param link its name
   */
  public static LinkDevice of(Path sys, String link) throws IOException {
    Path device = sys.resolve("class/net").resolve(link).resolve("device");
    try {
      Path real = device.toRealPath();
      String driver = linkName(real.resolve("driver")).orElse("");
      for (Path above = real; above != null; above = above.getParent()) {
        if (linkName(above.resolve("subsystem")).filter("pci"::equals).isPresent()) {
          String id = hex(above.resolve("vendor")) + ":" + hex(above.resolve("device"));
          return new LinkDevice(driver, String.valueOf(above.getFileName()), id);
        }
      }
      return new LinkDevice(driver, "", "");
    } catch (NoSuchFileException e) {
      return NONE; // made by software, or just gone
    }
  }

  private static Optional<String> linkName(Path link) throws IOException {
    return Files.isSymbolicLink(link)
        ? Optional.of(String.valueOf(Files.readSymbolicLink(link).getFileName()))
        : Optional.empty();
  }

  private static String hex(Path file) throws IOException {
    String number = KernelFile.read(file).toUpperCase(Locale.ROOT);
    return number.startsWith("0X") ? number.substring(2) : number;
  }
}
