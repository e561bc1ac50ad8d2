package dev.ijen.machined.meta;

/** Keys of META: those of the contract, and our own above {@link #LAST_OF_CONTRACT}. */
public final class MetaKeys {
  /** The boot entry to go back to, while a trial runs. */
  public static final int UPGRADE = 0x06;

  /** The image of a staged upgrade. */
  public static final int STAGED_UPGRADE_IMAGE = 0x07;

  /** Options of a staged upgrade, JSON. */
  public static final int STAGED_UPGRADE_OPTIONS = 0x08;

  /** How STATE is encrypted. */
  public static final int STATE_ENCRYPTION = 0x09;

  /** Network config of platform metal. */
  public static final int METAL_NETWORK_CONFIG = 0x0a;

  /** {@code ${code}} of the URL of the config. */
  public static final int DOWNLOAD_CODE = 0x0b;

  /** Instead of the UUID of the firmware. */
  public static final int UUID_OVERRIDE = 0x0f;

  /** Unique token of the machine. */
  public static final int UNIQUE_MACHINE_TOKEN = 0x10;

  /** Loader of a disk image. */
  public static final int DISK_IMAGE_LOADER = 0x11;

  /** Keys above are the node's own: not shown, not written by callers. */
  public static final int LAST_OF_CONTRACT = 0x40;

  /** What is known of the two slots, {@code ijen.state.KeptSlots}. */
  public static final int SLOTS = 0x41;

  /** The trial that runs or is about to, {@code ijen.state.KeptSlotTrial}. */
  public static final int SLOT_TRIAL = 0x42;

  /** The last boots, {@code ijen.state.KeptBoots}. */
  public static final int BOOTS = 0x43;

  private MetaKeys() {}
}
