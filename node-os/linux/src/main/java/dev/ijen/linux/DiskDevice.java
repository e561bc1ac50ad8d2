package dev.ijen.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The device behind a disk as {@code /sys/class/block} shows it. A text that the device does not
 * have is empty.
 *
 * @param name what its driver calls it
 * @param model what the maker calls it
 * @param serial number of the maker
 * @param modalias what drivers know it by
 * @param uuid of an NVMe name space
 * @param wwid world-wide identifier
 * @param busPath where it is connected, below {@code /sys/devices}
 * @param subsystem of the device, such as {@code scsi}
 * @param transport bus to the disk, such as {@code sata}, {@code usb} or {@code virtio}
 * @param rotational whether the kernel expects seeks to cost time
 * @param readOnly whether it cannot be written
 * @param cdrom whether it is an optical disk
 * @see <a
 *     href="https://www.kernel.org/doc/Documentation/ABI/stable/sysfs-block">ABI/stable/sysfs-block</a>
 */
public record DiskDevice(
    String name,
    String model,
    String serial,
    String modalias,
    String uuid,
    String wwid,
    String busPath,
    String subsystem,
    String transport,
    boolean rotational,
    boolean readOnly,
    boolean cdrom) {
  private static final Pattern SATA = Pattern.compile(".*/ata\\d+/.*");
  private static final Pattern USB = Pattern.compile(".*/usb\\d+/.*");
  private static final String CDROM = "5"; // TYPE_ROM of scsi/scsi_proto.h
  private static final int VPD_HEADER = 4;

  /**
   * The device of a disk; empty for one made by software, as a loop device or a mapping.
   *
   * @param sys {@code /sys}, or a folder of a test
   * @param disk the kernel's name, such as {@code sda}
   */
  public static Optional<DiskDevice> of(Path sys, String disk) throws IOException {
    Path block = sys.resolve("class/block").resolve(disk);
    Path device;
    try {
      device = block.resolve("device").toRealPath();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    String busPath = "/" + sys.toRealPath().resolve("devices").relativize(device);
    String subsystem = subsystem(device);
    return Optional.of(
        new DiskDevice(
            text(device.resolve("name")),
            text(device.resolve("model")),
            serial(block, device),
            text(device.resolve("modalias")),
            text(block.resolve("uuid")),
            first(block.resolve("wwid"), device.resolve("wwid")),
            busPath,
            subsystem,
            transport(busPath + "/", subsystem),
            text(block.resolve("queue/rotational")).equals("1"),
            text(block.resolve("ro")).equals("1"),
            text(device.resolve("type")).equals(CDROM)));
  }

  private static String transport(String busPath, String subsystem) {
    if (USB.matcher(busPath).matches()) {
      return "usb";
    }
    return SATA.matcher(busPath).matches() ? "sata" : subsystem;
  }

  /** A SCSI disk tells it in a page of vital product data behind a header (SPC-5, 7.7.13). */
  private static String serial(Path block, Path device) throws IOException {
    String plain = first(block.resolve("serial"), device.resolve("serial"));
    Path page = device.resolve("vpd_pg80");
    if (!plain.isEmpty() || !Files.exists(page)) {
      return plain;
    }
    byte[] data = Files.readAllBytes(page);
    return data.length <= VPD_HEADER
        ? ""
        : new String(data, VPD_HEADER, data.length - VPD_HEADER, StandardCharsets.US_ASCII).strip();
  }

  private static String first(Path file, Path otherwise) throws IOException {
    String text = text(file);
    return text.isEmpty() ? text(otherwise) : text;
  }

  private static String text(Path file) throws IOException {
    return Files.isRegularFile(file) ? KernelFile.read(file) : "";
  }

  private static String subsystem(Path device) throws IOException {
    Path link = device.resolve("subsystem");
    return Files.isSymbolicLink(link)
        ? String.valueOf(Files.readSymbolicLink(link).getFileName())
        : "";
  }
}
