package dev.ijen.config;

/**
 * What a config can tell a disk by. A text that the disk does not have is empty.
 *
 * @param devicePath node, as {@code /dev/sda}
 * @param sizeBytes how large it is
 * @param name as {@code /sys/block/sda/device/name} has it
 * @param model what the maker calls it
 * @param serial number of the maker
 * @param modalias what drivers know it by
 * @param uuid of an NVMe name space
 * @param wwid world-wide identifier
 * @param busPath where it is connected, as {@code /pci0000:00/0000:00:17.0/ata1/host0}
 * @param type of the kinds that a config can name
 */
public record DiskTraits(
    String devicePath,
    long sizeBytes,
    String name,
    String model,
    String serial,
    String modalias,
    String uuid,
    String wwid,
    String busPath,
    Type type) {

  /** Words of {@code machine.install.diskSelector.type}. */
  public enum Type {
    SSD,
    HDD,
    NVME,
    SD;

    /**
     * The kind of a disk.
     *
     * @param transport as the kernel names the bus: {@code nvme}, {@code mmc} and others
     * @param rotational whether the kernel expects seeks to cost time; virtio disks say so too
     */
    public static Type of(String transport, boolean rotational) {
      return switch (transport) {
        case "nvme" -> NVME;
        case "mmc" -> SD;
        default -> rotational ? HDD : SSD;
      };
    }
  }
}
