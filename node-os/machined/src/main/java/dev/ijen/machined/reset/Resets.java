package dev.ijen.machined.reset;

import dev.ijen.linux.BlockDevice;
import dev.ijen.linux.BlockDevices;
import dev.ijen.linux.Mounts;
import dev.ijen.linux.Wipe;
import dev.ijen.machined.block.SystemDisk;
import dev.ijen.machined.meta.Meta;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wipes what a reset was asked to wipe. One reset at a time. */
public final class Resets {
  private static final Logger log = LoggerFactory.getLogger(Resets.class);

  private final SystemDisk systemDisk;
  private final BlockDevices devices;
  private final Mounts mounts;
  private final Meta meta;
  private final AtomicReference<@Nullable ResetPlan> planned = new AtomicReference<>();

  /** Wipes among these. */
  public Resets(SystemDisk systemDisk, BlockDevices devices, Mounts mounts, Meta meta) {
    this.systemDisk = systemDisk;
    this.devices = devices;
    this.mounts = mounts;
    this.meta = meta;
  }

  /**
   * Judges the wish, and keeps the plan for the sequence that carries it out.
   *
   * @throws NodeException as {@link ResetPlan#of}; {@code NOT_NOW} while another reset is under
   *     way; {@code UNAVAILABLE} when the disks cannot be looked at
   */
  public ResetPlan plan(ResetWish wish) throws NodeException {
    ResetPlan plan = judge(wish);
    if (!planned.compareAndSet(null, plan)) {
      throw new NodeException(Reason.NOT_NOW, "a reset is under way");
    }
    return plan;
  }

  private ResetPlan judge(ResetWish wish) throws NodeException {
    try {
      return ResetPlan.of(wish, systemDisk.find().name(), devices.list(), mounts.list());
    } catch (IOException e) {
      throw new NodeException(Reason.UNAVAILABLE, "look at the disks: " + e.getMessage(), e);
    }
  }

  /** Forgets the plan. */
  public void forget() {
    planned.set(null);
  }

  /** What is planned; a reset that nobody planned wipes nothing and turns the machine off. */
  public ResetPlan planned() {
    ResetPlan plan = planned.get();
    return plan == null ? new ResetPlan(false, List.of(), List.of(), false) : plan;
  }

  /**
   * Wipes what is planned of the system disk. STATE has secrets and is zeroed. The table goes last:
   * until then the machine still boots, into what is left.
   *
   * @throws IOException names the device; what comes after it is not wiped
   */
  public void wipeSystemDisk() throws IOException {
    ResetPlan plan = planned();
    for (String label : plan.partitions()) {
      switch (label) {
        case "META" -> meta.change(values -> values.clear());
        case "STATE" -> wipe(label, Wipe.ZEROES);
        default -> wipe(label, Wipe.FAST);
      }
    }
    if (plan.wholeSystemDisk()) {
      devices.eraseTable(systemDisk.find().device());
    }
  }

  /**
   * Wipes the planned disks beside it.
   *
   * @throws IOException names the disk; those after it are not wiped
   */
  public void wipeUserDisks() throws IOException {
    for (Path disk : planned().userDisks()) {
      devices.wipe(disk, Wipe.FAST);
      log.atInfo().addKeyValue("device", disk).log("wiped");
    }
  }

  private void wipe(String label, Wipe how) throws IOException {
    BlockDevice partition = systemDisk.partition(label);
    devices.wipe(partition.device(), how);
    log.atInfo()
        .addKeyValue("partition", label)
        .addKeyValue("device", partition.device())
        .log("wiped");
  }
}
