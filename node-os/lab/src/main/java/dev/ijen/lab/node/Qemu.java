package dev.ijen.lab.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a virtual machine.
 *
 * @param kvm whether the processor helps; otherwise everything is emulated
 * @param memoryMebibytes memory of the guest
 * @param processors virtual processors
 * @param kernelArguments words that the boot image's stub adds to the kernel command line; see
 *     io.systemd.stub.kernel-cmdline-extra in smbios-type-11(7)
 * @param recording whether every write to the disk is recorded, in the format of dm-log-writes; the
 *     record is whole when the machine was ended by its guest or by SIGTERM
 * @param otherDisks raw files that the machine has as {@code vdb} and so on beside its own disk;
 *     the serial number of each is the name of its file
 */
public record Qemu(
    boolean kvm,
    int memoryMebibytes,
    int processors,
    List<String> kernelArguments,
    boolean recording,
    List<Path> otherDisks) {
  static final Path FIRMWARE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
  static final Path EMPTY_VARIABLES = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");

  /**
   * blklogwrites adds two pieces to each write. QEMU merges requests of the guest up to 1024, which
   * is IOV_MAX of writev(2): a write of 1023 would fail with EINVAL.
   */
  private static final String MERGE_NOTHING = ",request-merging=off";

  private static final int MEMORY_MEBIBYTES = 2048;
  private static final int PROCESSORS = 2;

  public Qemu {
    kernelArguments = List.copyOf(kernelArguments);
  }

  /** The usual size of a node. */
  public static Qemu usual(boolean kvm) {
    return new Qemu(kvm, MEMORY_MEBIBYTES, PROCESSORS, List.of(), false, List.of());
  }

  /** The same with these words on the kernel command line, which holds 2047 characters in all. */
  public Qemu withKernelArguments(String... words) {
    return new Qemu(kvm, memoryMebibytes, processors, List.of(words), recording, otherDisks);
  }

  /** The same with all writes recorded from the first start of the disk on. */
  public Qemu recordingWrites() {
    return new Qemu(kvm, memoryMebibytes, processors, kernelArguments, true, otherDisks);
  }

  /** The same with more disks, which the firmware does not start first. */
  public Qemu withOtherDisks(Path... raw) {
    return new Qemu(kvm, memoryMebibytes, processors, kernelArguments, recording, List.of(raw));
  }

  /** Emulation without cx16: QEMU 7.2 and Linux 6.12 corrupt memory through cmpxchg16b. */
  List<String> processor() {
    return kvm
        ? List.of("-accel", "kvm", "-cpu", "host")
        : List.of("-accel", "tcg,thread=multi", "-cpu", "Nehalem,-cx16");
  }

  /**
   * The whole line.
   *
   * @param files disk, firmware variables, console and control socket
   */
  List<String> command(String name, VmFiles files, Attachment attachment) {
    var command = new ArrayList<>(List.of("qemu-system-x86_64", "-name", name));
    command.addAll(processor());
    command.addAll(
        List.of(
            "-machine",
            "q35",
            "-smp",
            Integer.toString(processors),
            "-m",
            Integer.toString(memoryMebibytes),
            "-display",
            "none",
            "-nodefaults",
            "-chardev",
            "file,id=console,append=on,path=" + files.console(),
            "-serial",
            "chardev:console",
            "-qmp",
            "unix:%s,server=on,wait=off".formatted(files.control()),
            "-device",
            "virtio-rng-pci",
            "-device",
            "i6300esb",
            "-action",
            "watchdog=reset",
            "-drive",
            "if=pflash,format=raw,unit=0,readonly=on,file=" + FIRMWARE,
            "-drive",
            "if=pflash,format=raw,unit=1,file=" + files.variables(),
            recording ? "-blockdev" : "-drive",
            recording
                ? recordedDisk(files)
                : "if=none,id=d0,format=qcow2,cache=unsafe,file=" + files.disk(),
            // bootindex keeps the firmware from trying the network, romfile= from loading iPXE.
            "-device",
            "virtio-blk-pci,drive=d0,bootindex=1" + (recording ? MERGE_NOTHING : ""),
            "-netdev",
            attachment.netdev(),
            "-device",
            "virtio-net-pci,netdev=n0,romfile=,mac=" + attachment.mac()));
    for (int index = 0; index < otherDisks.size(); index++) {
      command.addAll(otherDisk(otherDisks.get(index), index + 1));
    }
    if (!kernelArguments.isEmpty()) {
      command.add("-smbios");
      command.add(
          "type=11,value=io.systemd.stub.kernel-cmdline-extra="
              + String.join(" ", kernelArguments));
    }
    return List.copyOf(command);
  }

  /** Flushes are recorded and cost nothing, so nothing completes while one is under way. */
  private static String recordedDisk(VmFiles files) {
    return String.join(
        ",",
        "driver=blklogwrites",
        "node-name=d0",
        "file.driver=qcow2",
        "file.cache.no-flush=on",
        "file.file.driver=file",
        "file.file.filename=" + files.disk(),
        "log.driver=file",
        "log.cache.no-flush=on",
        "log.filename=" + files.writes(),
        "log-append=on");
  }

  private static List<String> otherDisk(Path raw, int number) {
    return List.of(
        "-drive",
        "if=none,id=d%d,format=raw,cache=unsafe,discard=unmap,file=%s".formatted(number, raw),
        "-device",
        "virtio-blk-pci,drive=d%d,bootindex=%d,serial=%s"
            .formatted(number, number + 1, raw.getFileName()));
  }
}
