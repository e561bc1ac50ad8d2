package dev.ijen.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine or container that prints to its standard output; failures show all that it printed. */
final class Console implements AutoCloseable {
  private final Process process;
  private final Path output;

  private Console(List<String> command, Path output) throws IOException {
    this.output = output;
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
  }

  /** Starts a command whose output goes to a file in the folder. */
  static Console start(List<String> command, Path folder) throws IOException {
    return new Console(command, folder.resolve("console.log"));
  }

  /** Boots a disk by UEFI firmware on an emulated machine without network; a reset ends it. */
  static Console boot(Path disk, Path folder) throws IOException {
    Path variables = folder.resolve("variables.fd");
    Files.copy(Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd"), variables);
    return start(
        List.of(
            "qemu-system-x86_64",
            "-accel",
            "tcg,thread=multi",
            "-machine",
            "q35",
            "-cpu",
            "Nehalem,-cx16", // cmpxchg16b is broken under emulation
            "-smp",
            "2",
            "-m",
            "1536",
            "-nographic",
            "-nodefaults",
            "-no-reboot",
            "-serial",
            "stdio",
            "-drive",
            "if=pflash,format=raw,unit=0,readonly=on,file=/usr/share/OVMF/OVMF_CODE_4M.fd",
            "-drive",
            "if=pflash,format=raw,unit=1,file=" + variables,
            "-drive",
            "if=none,id=d0,format=raw,file=" + disk,
            "-device",
            "virtio-blk-pci,drive=d0,bootindex=1"),
        folder);
  }

  /** Waits for the end and returns the exit status. */
  int awaitEnd(Duration deadline) throws IOException, InterruptedException {
    if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + deadline + ":\n" + log());
    }
    return process.exitValue();
  }

  /** All that was printed so far; firmware prints bytes that are no text. */
  String log() throws IOException {
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
