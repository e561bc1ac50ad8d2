package dev.ijen.machined.sequencer;

import static dev.ijen.machined.sequencer.Task.ENFORCE_KSPP_REQUIREMENTS;
import static dev.ijen.machined.sequencer.Task.LOAD_CONFIG;
import static dev.ijen.machined.sequencer.Task.LOAD_KERNEL_MODULES;
import static dev.ijen.machined.sequencer.Task.MOUNT_EPHEMERAL_PARTITION;
import static dev.ijen.machined.sequencer.Task.MOUNT_IMAGE_CACHE;
import static dev.ijen.machined.sequencer.Task.MOUNT_STATE_PARTITION;
import static dev.ijen.machined.sequencer.Task.NOTE_BOOT;
import static dev.ijen.machined.sequencer.Task.OPEN_OPERATIONS;
import static dev.ijen.machined.sequencer.Task.RELOAD_META;
import static dev.ijen.machined.sequencer.Task.START_ALL_SERVICES;
import static dev.ijen.machined.sequencer.Task.START_APID;
import static dev.ijen.machined.sequencer.Task.START_CONTAINERD;
import static dev.ijen.machined.sequencer.Task.START_MACHINED;
import static dev.ijen.machined.sequencer.Task.STOP_ALL_SERVICES;
import static dev.ijen.machined.sequencer.Task.UNMOUNT_EPHEMERAL_PARTITION;
import static dev.ijen.machined.sequencer.Task.UNMOUNT_STATE_PARTITION;
import static dev.ijen.machined.sequencer.Task.UPGRADE_STAGED;
import static dev.ijen.machined.sequencer.Task.WAIT_FOR_USB;
import static dev.ijen.machined.sequencer.Task.WRITE_MACHINE_ID;

import dev.ijen.machined.platform.Mode;
import java.util.ArrayList;
import java.util.List;

/** The one list of what the node does, in which order. */
public final class Sequences {
  private Sequences() {}

  /** The phases of a sequence on a node of this mode. */
  public static List<Phase> phases(Sequence sequence, Mode mode) {
    return switch (sequence) {
      case INITIALIZE -> initialize(mode);
      case BOOT -> boot(mode);
      case REBOOT -> stop(mode, Phase.of("reboot", Task.REBOOT));
      case SHUTDOWN -> stop(mode, Phase.of("shutdown", Task.SHUTDOWN));
      case RESET ->
          switch (mode) {
            case METAL ->
                stop(
                    mode,
                    Phase.of("reset", Task.RESET_SYSTEM_DISK),
                    Phase.of("resetUserDisks", Task.RESET_USER_DISKS),
                    Phase.of("end", Task.END_RESET));
            case CONTAINER -> stop(mode, Phase.of("shutdown", Task.SHUTDOWN));
          };
    };
  }

  private static List<Phase> initialize(Mode mode) {
    var phases = new ArrayList<Phase>();
    if (mode == Mode.METAL) {
      phases.add(Phase.of("systemRequirements", ENFORCE_KSPP_REQUIREMENTS));
      phases.add(Phase.of("kernelModules", LOAD_KERNEL_MODULES));
    }
    phases.add(Phase.of("earlyServices", START_MACHINED, START_CONTAINERD, START_APID));
    if (mode == Mode.METAL) {
      phases.add(Phase.of("usb", WAIT_FOR_USB));
    }
    phases.add(Phase.of("meta", RELOAD_META));
    if (mode == Mode.METAL) {
      phases.add(Phase.of("boot", NOTE_BOOT));
      phases.add(Phase.of("state", MOUNT_STATE_PARTITION));
      phases.add(Phase.of("imageCache", MOUNT_IMAGE_CACHE));
    }
    phases.add(Phase.of("identity", WRITE_MACHINE_ID, OPEN_OPERATIONS));
    phases.add(Phase.of("config", LOAD_CONFIG));
    return List.copyOf(phases);
  }

  private static List<Phase> boot(Mode mode) {
    var phases = new ArrayList<Phase>();
    if (mode == Mode.METAL) {
      phases.add(Phase.of("stagedUpgrade", UPGRADE_STAGED));
      phases.add(Phase.of("ephemeral", MOUNT_EPHEMERAL_PARTITION));
    }
    phases.add(Phase.of("startEverything", START_ALL_SERVICES));
    return List.copyOf(phases);
  }

  private static List<Phase> stop(Mode mode, Phase... last) {
    var phases = new ArrayList<Phase>();
    phases.add(Phase.of("stopEverything", STOP_ALL_SERVICES));
    if (mode == Mode.METAL) {
      phases.add(Phase.of("unmountSystem", UNMOUNT_EPHEMERAL_PARTITION, UNMOUNT_STATE_PARTITION));
    }
    phases.addAll(List.of(last));
    return List.copyOf(phases);
  }
}
