package dev.ijen.linux;

import java.nio.file.Path;

/**
 * The kernel, in parts. A constructor takes the parts it uses, not the whole: tests then give it
 * fakes of those alone.
 */
public record Linux(
    HostIdentity hostIdentity,
    Mounts mounts,
    Modules modules,
    Links links,
    Addresses addresses,
    Routes routes,
    NetlinkEvents netlinkEvents,
    PacketSockets packetSockets,
    BlockDevices blockDevices,
    Filesystems filesystems,
    KernelLog kernelLog,
    Sysctls sysctls,
    Processes processes,
    EfiVariables efiVariables) {

  /**
   * The running kernel.
   *
   * @throws IllegalStateException when system calls do not work: nothing can be done without
   */
  public static Linux running() {
    Syscall.verify();
    Path proc = Path.of("/proc");
    return new Linux(
        new FfmHostIdentity(),
        new FfmMounts(),
        new ModprobeModules(proc),
        new Rtnetlink.KernelLinks(),
        new Rtnetlink.KernelAddresses(),
        new Rtnetlink.KernelRoutes(),
        new Rtnetlink.KernelNetlinkEvents(),
        new FfmPacketSockets(),
        new FfmBlockDevices(Path.of("/sys"), Path.of("/dev")),
        new RealFilesystems(),
        new FfmKernelLog(),
        sysctlsBelow(proc.resolve("sys")),
        new FfmProcesses(),
        efiVariablesBelow(Path.of("/sys/firmware/efi/efivars")));
  }

  /** Kernel parameters as files below a folder other than {@code /proc/sys}. */
  public static Sysctls sysctlsBelow(Path folder) {
    return new FileSysctls(folder);
  }

  /** Firmware variables as files in a folder other than that of the running kernel. */
  public static EfiVariables efiVariablesBelow(Path folder) {
    return new FileEfiVariables(folder);
  }
}
