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
 */
public record Qemu(boolean kvm, int memoryMebibytes, int processors) {
  static final Path FIRMWARE = Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd");
  static final Path EMPTY_VARIABLES = Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd");

  private static final int MEMORY_MEBIBYTES = 2048;
  private static final int PROCESSORS = 2;

  /** The usual size of a node. */
  public static Qemu usual(boolean kvm) {
    return new Qemu(kvm, MEMORY_MEBIBYTES, PROCESSORS);
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
            "-drive",
            "if=pflash,format=raw,unit=0,readonly=on,file=" + FIRMWARE,
            "-drive",
            "if=pflash,format=raw,unit=1,file=" + files.variables(),
            "-drive",
            "if=none,id=d0,format=qcow2,cache=unsafe,file=" + files.disk(),
            // bootindex keeps the firmware from trying the network, romfile= from loading iPXE.
            "-device",
            "virtio-blk-pci,drive=d0,bootindex=1",
            "-netdev",
            attachment.netdev(),
            "-device",
            "virtio-net-pci,netdev=n0,romfile=,mac=" + attachment.mac()));
    return List.copyOf(command);
  }
}
