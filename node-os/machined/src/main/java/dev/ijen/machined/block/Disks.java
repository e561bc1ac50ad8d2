package dev.ijen.machined.block;

import dev.ijen.api.resource.block.DiskSpec;
import dev.ijen.config.DiskTraits;
import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.DiskDevice;
import java.util.Locale;

/** What the kernel tells of a disk, for people and for selectors. */
public final class Disks {
  private static final int SECTOR = 512;
  private static final String UNITS = "kMGTPE";

  private Disks() {}

  /** What a machine config can tell it by. */
  public static DiskTraits traits(BlockDevice disk, DiskDevice device) {
    return new DiskTraits(
        disk.device().toString(),
        disk.sizeBytes(),
        device.name(),
        device.model(),
        device.serial(),
        device.modalias(),
        device.uuid(),
        device.wwid(),
        device.busPath(),
        DiskTraits.Type.of(device.transport(), device.rotational()));
  }

  static DiskSpec encode(BlockDevice disk, DiskDevice device) {
    return DiskSpec.newBuilder()
        .setDevPath(disk.device().toString())
        .setSize(disk.sizeBytes())
        .setPrettySize(pretty(disk.sizeBytes()))
        .setSectorSize(SECTOR)
        .setReadonly(device.readOnly())
        .setCdrom(device.cdrom())
        .setModel(device.model())
        .setSerial(device.serial())
        .setModalias(device.modalias())
        .setWwid(device.wwid())
        .setUuid(device.uuid())
        .setBusPath(device.busPath())
        .setSubSystem(device.subsystem())
        .setTransport(device.transport())
        .setRotational(device.rotational())
        .build();
  }

  /** Two digits in powers of a thousand, as {@code 5.4 GB}. */
  static String pretty(long bytes) {
    double left = bytes;
    int unit = -1;
    while (left >= 1000 && unit < UNITS.length() - 1) {
      left /= 1000;
      unit++;
    }
    return unit < 0
        ? bytes + " B"
        : String.format(Locale.ROOT, left < 10 ? "%.1f %sB" : "%.0f %sB", left, UNITS.charAt(unit));
  }
}
