package dev.ijen.machined.block.resource;

import dev.ijen.api.resource.block.DeviceSpec;
import dev.ijen.api.resource.block.DiscoveredVolumeSpec;
import dev.ijen.api.resource.block.DiskSpec;
import dev.ijen.api.resource.block.MountStatusSpec;
import dev.ijen.api.resource.block.SystemDiskSpec;
import dev.ijen.api.resource.block.VolumeStatusSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Disks and volumes. */
public final class BlockTypes {
  public static final ResourceType<DeviceSpec> BLOCK_DEVICES =
      WireTypes.of("BlockDevices.block.talos.dev", DeviceSpec.getDefaultInstance());

  public static final ResourceType<DiscoveredVolumeSpec> DISCOVERED_VOLUMES =
      WireTypes.of("DiscoveredVolumes.block.talos.dev", DiscoveredVolumeSpec.getDefaultInstance());

  public static final ResourceType<DiskSpec> DISKS =
      WireTypes.of("Disks.block.talos.dev", DiskSpec.getDefaultInstance());

  public static final ResourceType<SystemDiskSpec> SYSTEM_DISKS =
      WireTypes.of("SystemDisks.block.talos.dev", SystemDiskSpec.getDefaultInstance());

  public static final ResourceType<VolumeStatusSpec> VOLUME_STATUSES =
      WireTypes.of("VolumeStatuses.block.talos.dev", VolumeStatusSpec.getDefaultInstance());

  public static final ResourceType<MountStatusSpec> MOUNT_STATUSES =
      WireTypes.of("MountStatuses.block.talos.dev", MountStatusSpec.getDefaultInstance());

  private BlockTypes() {}
}
