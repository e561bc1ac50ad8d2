package dev.ijen.machined.sequencer;

/** A step of a phase. What it does is in {@code sequencer.task}, one file each. */
public enum Task {
  ENFORCE_KSPP_REQUIREMENTS("enforceKSPPRequirements"),
  LOAD_KERNEL_MODULES("loadKernelModules"),
  START_MACHINED("startMachined"),
  START_CONTAINERD("startContainerd"),
  START_APID("startApid"),
  WAIT_FOR_USB("waitForUSB"),
  RELOAD_META("reloadMeta"),
  NOTE_BOOT("noteBoot"),
  MOUNT_STATE_PARTITION("mountStatePartition"),
  MOUNT_IMAGE_CACHE("mountImageCache"),
  WRITE_MACHINE_ID("writeMachineID"),
  OPEN_OPERATIONS("openOperations"),
  LOAD_CONFIG("loadConfig"),
  MOUNT_EPHEMERAL_PARTITION("mountEphemeralPartition"),
  UPGRADE_STAGED("upgradeStaged"),
  START_ALL_SERVICES("startAllServices"),
  STOP_ALL_SERVICES("stopAllServices"),
  UNMOUNT_EPHEMERAL_PARTITION("unmountEphemeralPartition"),
  UNMOUNT_STATE_PARTITION("unmountStatePartition"),
  RESET_SYSTEM_DISK("resetSystemDisk"),
  RESET_USER_DISKS("resetUserDisks"),
  END_RESET("endReset"),
  REBOOT("reboot"),
  SHUTDOWN("shutdown");

  private final String text;

  Task(String text) {
    this.text = text;
  }

  /** The name in events. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
