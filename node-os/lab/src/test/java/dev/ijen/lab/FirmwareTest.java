package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.client.NodeClient;
import dev.ijen.config.MachineConfig;
import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.lab.host.Host;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.UserSlot;
import dev.ijen.lab.node.Attachment;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.node.Qemu;
import dev.ijen.lab.node.Vm;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.process.Commands;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.NodeAccess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real image, booted by firmware with another kernel command line than its own. */
@Tag("real")
class FirmwareTest {
  private static final Duration BOOT = Duration.ofMinutes(10);
  private static final String HARDENING = "slab_nomerge pti=on";
  private static final int EFI_END_BYTES = 129 << 20;

  private final Artifacts image =
      new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
  private final Instance instance = Instance.of(Path.of("").toAbsolutePath(), "firmware-test");
  private Qemu qemu;
  private Attachment attachment;

  @BeforeEach
  void claim() throws Exception {
    qemu = Qemu.usual(Host.hasKvm());
    FileTree.delete(instance.folder());
    instance.create();
    attachment = Attachment.forwarded(UserSlot.claim(instance), 0);
  }

  @AfterEach
  void release() throws IOException {
    UserSlot.release(instance);
    FileTree.delete(instance.folder());
  }

  @Test
  void aKernelWithoutItsHardeningStopsTheBootAndSaysWhy() throws Exception {
    Node node = new Vm(instance, "soft", diskWithoutHardening(), qemu, attachment);
    try {
      node.start();
      Await.until(
          "the node has given up",
          BOOT,
          () -> node.console().contains("System halted"),
          node::consoleEnd);
      assertThat(node.console()).contains("kernel arguments missing: " + HARDENING);
    } finally {
      node.kill();
    }
  }

  @Test
  void aConfigOnTheKernelCommandLineConfiguresTheNode() throws Exception {
    Fleet fleet =
        Fleet.load(instance, "https://127.0.0.1:6443", List.of("127.0.0.1:" + attachment.port()));
    String config = essentials(MachineConfig.decode(fleet.config()));
    Qemu configured =
        qemu.withKernelArguments(
            "ijen.config.inline="
                + Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8)));
    Node node = new Vm(instance, "inline", image.disk(), configured, attachment);
    try {
      node.start();
      var access = new NodeAccess(node, fleet);
      access.awaitConfigured(BOOT);
      try (NodeClient client = access.connect()) {
        assertThat(client.endpoint().version().getVersion().getTag()).startsWith("v");
      }
      assertThat(access.read("/system/state/config.yaml")).contains("type: controlplane");
    } finally {
      node.kill();
    }
  }

  /** As much as a kernel command line holds. */
  private static String essentials(MachineConfig config) {
    return """
        version: v1alpha1
        machine:
          type: controlplane
          token: %s
          ca: {crt: %s, key: %s}
          certSANs: [127.0.0.1]
        cluster: {controlPlane: {endpoint: "%s"}}
        """
        .formatted(
            config.token().orElseThrow(),
            config.string("machine.ca.crt").orElseThrow(),
            config.string("machine.ca.key").orElseThrow(),
            config.clusterEndpoint().orElseThrow());
  }

  /** The image with blanks in place of the two words that its boot image gives the kernel. */
  private Path diskWithoutHardening() throws IOException, InterruptedException {
    Path disk = instance.folder().resolve("disk.img");
    Commands.run("cp", "--sparse=always", image.disk().toString(), disk.toString());
    try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
      byte[] efi = new byte[EFI_END_BYTES];
      file.readFully(efi);
      int place = new String(efi, StandardCharsets.ISO_8859_1).indexOf(HARDENING);
      assertThat(place).as("place of " + HARDENING + " on the EFI partition").isPositive();
      file.seek(place);
      file.write(" ".repeat(HARDENING.length()).getBytes(StandardCharsets.US_ASCII));
    }
    return disk;
  }
}
