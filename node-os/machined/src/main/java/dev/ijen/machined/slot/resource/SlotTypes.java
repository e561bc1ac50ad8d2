package dev.ijen.machined.slot.resource;

import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Slots and boots; no other system of this contract has them. */
public final class SlotTypes {
  /** The two slots, {@code A} and {@code B}; none in a container. */
  public static final ResourceType<SlotStatus> SLOT_STATUSES =
      WireTypes.of("SlotStatuses.ijen.dev", SlotStatus.getDefaultInstance());

  /** The last ten boots, from {@code 00}, the present one; none in a container. */
  public static final ResourceType<BootRecord> BOOT_RECORDS =
      WireTypes.of("BootRecords.ijen.dev", BootRecord.getDefaultInstance());

  private SlotTypes() {}
}
