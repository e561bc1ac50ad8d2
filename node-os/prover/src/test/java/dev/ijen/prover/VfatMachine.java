package dev.ijen.prover;

import dev.ijen.prover.boot.UkiReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A machine that starts the kernel of the image with {@code protocols.c} as its only program. Each
 * protocol has a disk of its own, whose writes are recorded.
 */
final class VfatMachine {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final List<String> MODULES =
      List.of("virtio_blk", "fat", "vfat", "nls_cp437", "nls_ascii");

  private final Path folder;
  private final List<String> protocols = new ArrayList<>();

  VfatMachine(Path folder) {
    this.folder = folder;
  }

  Path log(String protocol) {
    return folder.resolve(protocol + ".log");
  }

  /** Adds a disk, of which the machine gets a copy. */
  void add(String protocol, Path base) throws IOException {
    protocols.add(protocol);
    Files.copy(base, folder.resolve(protocol + ".img"));
    Files.createFile(log(protocol));
  }

  /** Runs all protocols to the end. */
  void run(Path image, TinyDisk disk) throws Exception {
    Files.write(
        folder.resolve("vmlinuz"),
        UkiReader.section(Files.readAllBytes(image.resolve("ijen-a.efi")), ".linux"));
    Files.write(folder.resolve("initramfs"), initramfs(image.resolve("root"), disk));
    Path console = folder.resolve("console.log");
    Process machine =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    try {
      boolean ended = machine.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      String text = Files.readString(console, StandardCharsets.ISO_8859_1);
      for (String protocol : protocols) {
        if (!ended || !text.contains("done: " + protocol)) {
          throw new AssertionError("no \"done: %s\" on the console:%n%s".formatted(protocol, text));
        }
      }
    } finally {
      machine.destroyForcibly();
    }
  }

  private byte[] initramfs(Path root, TinyDisk disk) throws Exception {
    Path program = folder.resolve("protocols");
    Path source = Path.of(VfatMachine.class.getResource("/vfat/protocols.c").toURI());
    List<String> compiler =
        List.of("gcc", "-O1", "-static", "-Wall", "-Werror", "-o", program.toString());
    Process gcc =
        new ProcessBuilder(Stream.concat(compiler.stream(), Stream.of(source.toString())).toList())
            .inheritIO()
            .start();
    if (gcc.waitFor() != 0) {
      throw new AssertionError("gcc " + source);
    }
    var initramfs = new Initramfs();
    var order = new StringBuilder();
    for (String module : MODULES) {
      Path file = module(root, module);
      initramfs.file(file.getFileName().toString(), Files.readAllBytes(file));
      order.append('/').append(file.getFileName()).append('\n');
    }
    return initramfs
        .file("modules", order.toString().getBytes(StandardCharsets.US_ASCII))
        .file("init", Files.readAllBytes(program))
        .file("new.efi", disk.newUki)
        .file("new.root", disk.newRoot.image)
        .finish();
  }

  private static Path module(Path root, String name) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("usr/lib/modules"))) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "\\.ko(\\.xz)?"))
          .findFirst()
          .orElseThrow(() -> new UncheckedIOException(new IOException("no module " + name)));
    }
  }

  /** Flushes cost nothing, so that nothing completes while one is under way. */
  private List<String> command() {
    var command =
        new ArrayList<>(
            List.of(
                "qemu-system-x86_64",
                "-accel",
                "tcg",
                "-cpu",
                "Nehalem,-cx16", // cmpxchg16b is broken under emulation
                "-machine",
                "q35",
                "-m",
                "512",
                "-nographic",
                "-nodefaults",
                "-no-reboot",
                "-serial",
                "stdio",
                "-kernel",
                folder.resolve("vmlinuz").toString(),
                "-initrd",
                folder.resolve("initramfs").toString(),
                "-append",
                "console=ttyS0 panic=-1 -- " + String.join(" ", protocols)));
    for (String protocol : protocols) {
      String disk = folder.resolve(protocol + ".img").toString();
      command.add("-blockdev");
      command.add(
          "driver=blklogwrites,node-name=%s,file.driver=file,file.filename=%s,file.cache.no-flush=on,log.driver=file,log.filename=%s,log.cache.no-flush=on"
              .formatted(protocol, disk, log(protocol)));
      command.add("-device");
      command.add("virtio-blk-pci,drive=" + protocol);
    }
    return List.copyOf(command);
  }
}
