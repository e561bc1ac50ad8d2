package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.Finding;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeClient;
import dev.ijen.client.NodeRefused;
import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.image.ImageRequest;
import dev.ijen.image.release.VariantRelease;
import dev.ijen.lab.host.Host;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.node.Attachment;
import dev.ijen.lab.node.Qemu;
import dev.ijen.lab.node.Vm;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.registry.Registry;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.Maintenance;
import dev.ijen.lab.setup.NodeAccess;
import dev.ijen.release.Digest;
import dev.ijen.release.OciLayout;
import dev.ijen.release.ReleaseManifest;
import dev.ijen.release.Signatures;
import dev.ijen.release.SigningKey;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One machine, booted by firmware, that goes from release to release of a real registry. The tests
 * are stations of its life, in this order.
 */
@Tag("real")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {
  private static final Duration BOOT = Duration.ofMinutes(10);
  private static final long OTHER_BYTES = 5L << 30;
  private static final int SECTORS_WRITTEN = 6;
  private static final List<String> BOOT_PARTITIONS = List.of("vda1", "vda2", "vda3");

  private static final Artifacts IMAGE =
      new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
  private static final Instance INSTANCE =
      Instance.of(Path.of("").toAbsolutePath(), "upgrade-test");

  private static LabNetwork network;
  private static Registry registry;
  private static Path other;
  private static Vm vm;
  private static NodeAccess access;
  private static Path releases;
  private static SigningKey key;
  private static String present;
  private static String newer;
  private static String newest;

  @BeforeAll
  static void start() throws Exception {
    FileTree.delete(INSTANCE.folder());
    network = LabNetwork.create(INSTANCE);
    Attachment tap = Attachment.tap(network, 0, network.tap(0, "machine"));
    other = INSTANCE.folder().resolve("other.raw");
    try (var blank = new RandomAccessFile(other.toFile(), "rw")) {
      blank.setLength(OTHER_BYTES);
    }
    Qemu machine = Qemu.usual(Host.hasKvm()).withSecondDisk(other);
    vm = new Vm(INSTANCE, "machine", IMAGE.disk(), machine, tap);
    vm.start();
    registry =
        new Registry(INSTANCE, Path.of(System.getProperty("ijen.parts", "/missing")), network);
    registry.start();
    releases = INSTANCE.folder().resolve("releases");
    key = SigningKey.load(ImageRequest.defaultSigningKey());
    present = registry.push(IMAGE.installer(), "1.14.0").toString();
    newer = push("1.14.1");
    newest = push("1.14.2");
    Fleet fleet = Fleet.load(INSTANCE, "https://10.0.0.1:6443", List.of(vm.endpoint()));
    access = new NodeAccess(vm, fleet);
  }

  @AfterAll
  static void stop() throws Exception {
    vm.kill();
    registry.stop();
    network.delete();
    FileTree.delete(INSTANCE.folder());
  }

  private static String push(String version) throws Exception {
    Path folder = releases.resolve(version);
    VariantRelease.of(IMAGE, version, Optional.empty()).write(folder, Optional.of(key));
    return registry.push(new OciLayout(folder), version).toString();
  }

  @Test
  @Order(1)
  void fromMaintenanceMode() throws Exception {
    vm.awaitApi(BOOT);
    awaitProved(() -> check(maintenance(), newer));
    try (NodeClient client = maintenance()) {
      assertThat(upgradeAndReboot(client.endpoint(), newer, false)).isNotEmpty();
    }
    Await.until(
        "the node is back as 1.14.1",
        BOOT,
        () -> version(maintenance()).equals("v1.14.1"),
        vm::consoleEnd);
    access.configure(BOOT);
  }

  @Test
  @Order(2)
  void refusesWithoutWritingAByte() throws Exception {
    awaitProved(() -> check(access.connect(), newest));
    var layout = new OciLayout(releases.resolve("1.14.2"));
    ReleaseManifest manifest = layout.release();
    String unsigned = pushSigned(layout, manifest, "unsigned", Optional.empty());
    String foreign =
        pushSigned(
            layout,
            manifest,
            "foreign",
            Optional.of(Signatures.of(manifest.encode(), SigningKey.generate())));
    List<Long> before = sectorsWritten();
    assertRefused(unsigned, Finding.Reason.UNSIGNED);
    assertRefused(foreign, Finding.Reason.FOREIGN_SIGNATURE);
    assertRefused(present, Finding.Reason.DOWNGRADE);
    assertRefused(present.replace("1.14.0", "missing"), Finding.Reason.NOT_FOUND);
    assertTruncatedIsRefused(manifest.root().digest());
    assertTruncatedIsRefused(manifest.uki("a").digest());
    assertThat(sectorsWritten()).isEqualTo(before);
  }

  private static void assertTruncatedIsRefused(Digest blob) throws Exception {
    Path file = registry.storage(blob);
    byte[] end = truncate(file);
    assertRefused(newest, Finding.Reason.TRUNCATED);
    try (var out = new FileOutputStream(file.toFile(), true)) {
      out.write(end);
    }
  }

  @Test
  @Order(3)
  void tellsHowFarItIsAndComesBackAsTheNewRelease() throws Exception {
    String bootId = access.read("/proc/sys/kernel/random/boot_id");
    var lines = new ArrayList<String>();
    Instant begun = Instant.now();
    try (NodeClient client = access.connect()) {
      client
          .endpoint()
          .upgrades()
          .upgrade(
              newest,
              line -> {
                lines.add(line);
                System.out.printf("%5d ms  %s%n", since(begun), line);
              });
      assertThat(lines)
          .anyMatch(line -> line.startsWith("writing /dev/vda"))
          .anyMatch(line -> line.contains("is what was signed"))
          .anyMatch(line -> line.matches("the next boot tries ijen-\\d{6}-a\\+3\\.efi"));
      client.endpoint().reboot(RebootRequest.Mode.DEFAULT);
    }
    System.out.printf("%5d ms  reboot asked for%n", since(begun));
    awaitVersion("v1.14.2");
    System.out.printf("%5d ms  API of the new release%n", since(begun));
    awaitProved(() -> check(access.connect(), newest));
    System.out.printf("%5d ms  proved%n", since(begun));
    assertThat(access.read("/proc/sys/kernel/random/boot_id")).isNotEqualTo(bootId);
  }

  @Test
  @Order(4)
  void goesBackToAnOlderReleaseWhenForced() throws Exception {
    try (NodeClient client = access.connect()) {
      NodeCalls node = client.endpoint();
      assertThatThrownBy(() -> upgradeAndReboot(node, present, false))
          .isInstanceOf(NodeRefused.class)
          .hasMessageContaining("FAILED_PRECONDITION")
          .hasMessageContaining("DOWNGRADE");
      upgradeAndReboot(node, present, true);
    }
    awaitVersion("v1.14.0");
  }

  @Test
  @Order(5)
  void installsOnABlankDiskThatBootsAlone() throws Exception {
    access.configure(BOOT);
    var lines = new ArrayList<String>();
    Instant begun = Instant.now();
    try (NodeClient client = access.connect()) {
      NodeCalls node = client.endpoint();
      assertNotInstalled(node, newest, "/dev/vda", "the running system lies on it");
      assertNotInstalled(node, newest, "/dev/vdx", "not found");
      assertNotInstalled(node, newest.replace("1.14.2", "missing"), "/dev/vdb", "NOT_FOUND");
      node.upgrades()
          .install(
              newest,
              "/dev/vdb",
              line -> {
                lines.add(line);
                System.out.printf("%5d ms  %s%n", since(begun), line);
              });
      assertThat(lines).anyMatch(line -> line.contains("BOOT-A") || line.contains("/dev/vdb2"));
      assertNotInstalled(node, newest, "/dev/vdb", "holds a GUID partition table");
    }
    vm.kill();
    bootsAlone();
    System.out.printf("%5d ms  API of the installed system%n", since(begun));
  }

  /** A machine that has nothing but the installed disk, and firmware that never saw it. */
  private static void bootsAlone() throws Exception {
    Attachment tap = Attachment.tap(network, 1, network.tap(1, "installed"));
    var installed = new Vm(INSTANCE, "installed", other, Qemu.usual(Host.hasKvm()), tap);
    installed.start();
    try {
      Await.until(
          "the installed system answers",
          BOOT,
          () -> version(connect(installed)).equals("v1.14.2"),
          installed::consoleEnd);
    } finally {
      installed.kill();
    }
  }

  private static void assertNotInstalled(NodeCalls node, String image, String disk, String reason) {
    assertThatThrownBy(() -> node.upgrades().install(image, disk, _ -> {}))
        .isInstanceOf(NodeRefused.class)
        .hasMessageContaining(reason);
  }

  private static String pushSigned(
      OciLayout from, ReleaseManifest manifest, String tag, Optional<Signatures> signatures)
      throws Exception {
    var layout = new OciLayout(releases.resolve(tag));
    layout.write(
        manifest,
        signatures,
        Map.of(
            "root", from.blob(manifest.root().digest()),
            "uki-a", from.blob(manifest.uki("a").digest()),
            "uki-b", from.blob(manifest.uki("b").digest())));
    return registry.push(layout, tag).toString();
  }

  /** The check and the upgrade see the same. */
  private static void assertRefused(String image, Finding.Reason reason) throws Exception {
    try (NodeClient client = access.connect()) {
      NodeCalls node = client.endpoint();
      assertThat(node.upgrades().check(image, false).getFindingsList())
          .extracting(Finding::getReason)
          .containsOnly(reason);
      assertThatThrownBy(() -> upgradeAndReboot(node, image, false))
          .isInstanceOf(NodeRefused.class)
          .hasMessageContaining(reason.name());
    }
  }

  private static String upgradeAndReboot(NodeCalls node, String image, boolean force)
      throws Exception {
    var request = UpgradeRequest.newBuilder().setImage(image).setForce(force).build();
    return node.upgrades().upgradeAndReboot(request);
  }

  private static NodeClient maintenance() throws IOException {
    return connect(vm);
  }

  private static NodeClient connect(Vm machine) throws IOException {
    try {
      return Maintenance.connect(machine);
    } catch (InvalidCredentials e) {
      throw new IOException("call without a certificate", e);
    }
  }

  private static void awaitVersion(String version) throws Exception {
    Await.until(
        "the node is back as " + version,
        BOOT,
        () -> version(access.connect()).equals(version),
        vm::consoleEnd);
  }

  /** What the node runs; empty while it does not answer. */
  private static String version(NodeClient connected) {
    try (NodeClient client = connected) {
      return client.endpoint().version().getVersion().getTag();
    } catch (NodeCallException _) {
      return "";
    }
  }

  /** What the node says of a release; empty while it does not answer. */
  private static Optional<CheckResponse> check(NodeClient connected, String image) {
    try (NodeClient client = connected) {
      return Optional.of(client.endpoint().upgrades().check(image, false));
    } catch (NodeCallException _) {
      return Optional.empty();
    }
  }

  /** Of the partitions that a boot depends on, by the kernel's own counters: iostats(5). */
  private static List<Long> sectorsWritten() throws Exception {
    var counters = new ArrayList<Long>();
    for (String partition : BOOT_PARTITIONS) {
      String stat = access.read("/sys/class/block/" + partition + "/stat").strip();
      counters.add(Long.parseLong(stat.split(" +", -1)[SECTORS_WRITTEN]));
    }
    return counters;
  }

  /** Cuts the last bytes off, and gives them. */
  private static byte[] truncate(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var end = ByteBuffer.allocate(1000);
      long start = channel.size() - end.capacity();
      channel.read(end, start);
      channel.truncate(start);
      return end.array();
    }
  }

  private static long since(Instant begun) {
    return Duration.between(begun, Instant.now()).toMillis();
  }

  /** A node that has not proved its own release takes no other one. */
  private static void awaitProved(Check check) throws Exception {
    Await.until(
        "the running release has proved itself",
        BOOT,
        () -> {
          Optional<CheckResponse> response = check.ask();
          return response.isPresent() && response.get().getFindingsCount() == 0;
        },
        vm::consoleEnd);
  }

  /** Asks the node to judge a release. */
  @FunctionalInterface
  private interface Check {
    Optional<CheckResponse> ask() throws IOException;
  }
}
