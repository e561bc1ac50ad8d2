package dev.ijen.machined.release;

import dev.ijen.config.MachineConfig;
import java.util.Optional;

/**
 * What is to be installed where.
 *
 * @param image OCI reference
 * @param disk device node or name of the whole disk
 * @param wipe whether the disk may hold something
 * @param config the machine config that the installed system starts with
 */
public record InstallOrder(
    String image, String disk, boolean wipe, Optional<MachineConfig> config) {

  /** A release on a blank disk, to be configured later. */
  public static InstallOrder blank(String image, String disk) {
    return new InstallOrder(image, disk, false, Optional.empty());
  }
}
