package dev.ijen.machined;

import dev.ijen.machined.config.ConfigLoader;
import dev.ijen.machined.release.UpgradeRun;
import dev.ijen.machined.reset.Resets;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.Task;
import dev.ijen.machined.sequencer.TaskBodies;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.sequencer.task.EndBoot;
import dev.ijen.machined.sequencer.task.EndReset;
import dev.ijen.machined.sequencer.task.EnforceKsppRequirements;
import dev.ijen.machined.sequencer.task.LoadConfig;
import dev.ijen.machined.sequencer.task.LoadKernelModules;
import dev.ijen.machined.sequencer.task.MountImageCache;
import dev.ijen.machined.sequencer.task.MountVolume;
import dev.ijen.machined.sequencer.task.NoteBoot;
import dev.ijen.machined.sequencer.task.OpenOperations;
import dev.ijen.machined.sequencer.task.ReloadMeta;
import dev.ijen.machined.sequencer.task.StartAllServices;
import dev.ijen.machined.sequencer.task.StartService;
import dev.ijen.machined.sequencer.task.StopAllServices;
import dev.ijen.machined.sequencer.task.UnmountVolume;
import dev.ijen.machined.sequencer.task.UpgradeStaged;
import dev.ijen.machined.sequencer.task.Volume;
import dev.ijen.machined.sequencer.task.WaitForUsb;
import dev.ijen.machined.sequencer.task.WriteMachineId;
import dev.ijen.machined.service.ApidService;
import dev.ijen.machined.service.ContainerdService;
import dev.ijen.machined.service.MachinedService;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.slot.BootJudgement;
import dev.ijen.machined.slot.BootStart;
import dev.ijen.machined.slot.Boots;
import dev.ijen.machined.slot.HealthGate;

/** The one list of what tasks do. */
final class Tasks {
  private Tasks() {}

  static TaskBodies all(
      NodeParts node, ConfigLoader loader, UpgradeRun upgrades, HealthGate gate, Resets resets) {
    Supervisor services = node.services();
    var devices = node.linux().blockDevices();
    var filesystems = node.linux().filesystems();
    var mounts = node.linux().mounts();
    Volume state = Volume.state(node.paths().state());
    Volume ephemeral = Volume.ephemeral(node.paths().ephemeral());
    var boots = new Boots(node.meta());
    return new TaskBodies()
        .with(
            Task.ENFORCE_KSPP_REQUIREMENTS,
            new EnforceKsppRequirements(node.commandLine(), node.linux().sysctls()))
        .with(Task.LOAD_KERNEL_MODULES, new LoadKernelModules(node.linux().modules()))
        .with(Task.START_MACHINED, new StartService(services, MachinedService.ID))
        .with(Task.START_CONTAINERD, new StartService(services, ContainerdService.ID))
        .with(Task.START_APID, new StartService(services, ApidService.ID))
        .with(Task.WAIT_FOR_USB, new WaitForUsb(node.paths()))
        .with(
            Task.RELOAD_META,
            new ReloadMeta(node.mode(), node.paths(), node.systemDisk(), node.meta()))
        .with(
            Task.MOUNT_STATE_PARTITION,
            new MountVolume(state, node.systemDisk(), devices, filesystems, mounts))
        .with(
            Task.MOUNT_IMAGE_CACHE, new MountImageCache(node.paths().imageCache(), devices, mounts))
        .with(Task.WRITE_MACHINE_ID, new WriteMachineId(node.paths(), node.random()))
        .with(Task.OPEN_OPERATIONS, new OpenOperations(node.operations()))
        .with(Task.NOTE_BOOT, new NoteBoot(node.activeSlot(), start(node), gate))
        .with(Task.LOAD_CONFIG, new LoadConfig(loader))
        .with(Task.UPGRADE_STAGED, new UpgradeStaged(node.meta(), upgrades))
        .with(
            Task.MOUNT_EPHEMERAL_PARTITION,
            new MountVolume(ephemeral, node.systemDisk(), devices, filesystems, mounts))
        .with(Task.START_ALL_SERVICES, new StartAllServices(services))
        .with(Task.STOP_ALL_SERVICES, new StopAllServices(services))
        .with(Task.UNMOUNT_EPHEMERAL_PARTITION, new UnmountVolume(ephemeral, mounts))
        .with(Task.UNMOUNT_STATE_PARTITION, new UnmountVolume(state, mounts))
        .with(Task.RESET_SYSTEM_DISK, TaskBody.of(resets::wipeSystemDisk))
        .with(Task.RESET_USER_DISKS, TaskBody.of(resets::wipeUserDisks))
        .with(Task.END_RESET, new EndReset(resets, boots))
        .with(Task.REBOOT, new EndBoot(boots, BootJudgement.REBOOT, new Outcome.Reboot()))
        .with(Task.SHUTDOWN, new EndBoot(boots, BootJudgement.POWER_OFF, new Outcome.PowerOff()));
  }

  private static BootStart start(NodeParts node) {
    return new BootStart(
        node.paths(),
        node.release(),
        node.clock(),
        node.systemDisk(),
        node.linux().efiVariables(),
        node.esp(),
        node.meta(),
        node.slots());
  }
}
