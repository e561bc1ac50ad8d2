package dev.ijen.lab.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Facts about this host that decide how things are run. */
public final class Host {
  private static final Duration KVM_PATIENCE = Duration.ofSeconds(10);

  private Host() {}

  /** Whether the launcher may make namespaces, bridges and taps. */
  public static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Whether QEMU can use hardware virtualization: the device may exist and still refuse. */
  public static boolean hasKvm() throws IOException, InterruptedException {
    if (!Files.isWritable(Path.of("/dev/kvm"))) {
      return false;
    }
    Process qemu =
        new ProcessBuilder(
                "qemu-system-x86_64",
                "-accel",
                "kvm",
                "-machine",
                "q35",
                "-cpu",
                "host",
                "-nodefaults",
                "-display",
                "none",
                "-S",
                "-qmp",
                "stdio")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream qmp = qemu.getOutputStream()) {
      qmp.write(
          "{\"execute\":\"qmp_capabilities\"}{\"execute\":\"quit\"}"
              .getBytes(StandardCharsets.UTF_8));
      qmp.flush();
      return qemu.waitFor(KVM_PATIENCE.toSeconds(), TimeUnit.SECONDS) && qemu.exitValue() == 0;
    } catch (IOException _) {
      return false; // it ended before it read
    } finally {
      qemu.destroyForcibly();
    }
  }
}
