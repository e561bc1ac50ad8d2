package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.api.fleet.CheckResponse;
import dev.ijen.api.fleet.Finding;
import dev.ijen.api.machine.RebootRequest;
import dev.ijen.api.machine.UpgradeRequest;
import dev.ijen.client.ApplyRequest;
import dev.ijen.client.InvalidCredentials;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeCalls;
import dev.ijen.client.NodeClient;
import dev.ijen.client.NodeRefused;
import dev.ijen.config.MachineConfig;
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
 * A boot medium that is upgraded in maintenance mode and then installs on another disk; and a
 * machine with that disk alone, which goes from release to release of a real registry. The tests
 * are stations, in this order.
 */
@Tag("real")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {
  private static final Duration BOOT = Duration.ofMinutes(10);
  private static final long TARGET_BYTES = 5L << 30;
  private static final long SMALL_BYTES = 1L << 30;
  private static final int SECTORS_WRITTEN = 6;
  private static final List<String> BOOT_PARTITIONS = List.of("vda1", "vda2", "vda3");

  private static final Artifacts IMAGE =
      new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
  private static final Instance INSTANCE =
      Instance.of(Path.of("").toAbsolutePath(), "upgrade-test");

  private static LabNetwork network;
  private static Registry registry;
  private static Vm medium;
  private static Vm vm;
  private static Fleet fleet;
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
    Path target = blank("target", TARGET_BYTES);
    Path small = blank("small", SMALL_BYTES);
    Path foreign = blank("foreign", TARGET_BYTES);
    try (var disk = new RandomAccessFile(foreign.toFile(), "rw")) {
      disk.seek(1000);
      disk.write(1); // of a system that nobody knows
    }
    medium = machine(0, "medium", IMAGE.disk(), small, foreign, target);
    vm = machine(1, "machine", target, small, foreign);
    medium.start();
    registry =
        new Registry(INSTANCE, Path.of(System.getProperty("ijen.parts", "/missing")), network);
    registry.start();
    releases = INSTANCE.folder().resolve("releases");
    key = SigningKey.load(ImageRequest.defaultSigningKey());
    present = registry.push(IMAGE.installer(), "1.14.0").toString();
    newer = push("1.14.1");
    newest = push("1.14.2");
    fleet = Fleet.load(INSTANCE, "https://10.0.0.1:6443", List.of(vm.endpoint()));
    access = new NodeAccess(vm, fleet);
  }

  private static Vm machine(int number, String name, Path disk, Path... otherDisks)
      throws Exception {
    Attachment tap = Attachment.tap(network, number, network.tap(number, name));
    Qemu qemu = Qemu.usual(Host.hasKvm()).withOtherDisks(otherDisks);
    return new Vm(INSTANCE, name, disk, qemu, tap);
  }

  private static Path blank(String name, long bytes) throws IOException {
    Path disk = INSTANCE.folder().resolve(name);
    try (var file = new RandomAccessFile(disk.toFile(), "rw")) {
      file.setLength(bytes);
    }
    return disk;
  }

  @AfterAll
  static void stop() throws Exception {
    medium.kill();
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
    medium.awaitApi(BOOT);
    awaitProved(UpgradeTest::maintenance, newer, medium);
    try (NodeClient client = maintenance()) {
      assertThat(upgradeAndReboot(client.endpoint(), newer, false)).isNotEmpty();
    }
    Await.until(
        "the node is back as 1.14.1",
        BOOT,
        () -> version(maintenance()).equals("v1.14.1"),
        medium::consoleEnd);
  }

  @Test
  @Order(2)
  void installsOnTheDiskThatTheFirstConfigNames() throws Exception {
    medium.awaitApi(BOOT);
    assertConfigRefused("diskSelector: {serial: none}", "machine.install.diskSelector: no disk");
    assertConfigRefused("disk: /dev/vdb, wipe: true", "machine.install.disk: disk /dev/vdb: has 1");
    assertConfigRefused("disk: /dev/vdc", "machine.install.disk: disk /dev/vdc: holds data");
    Instant begun = Instant.now();
    String config = installing("diskSelector: {serial: target, size: '> 5GB'}");
    try (NodeClient client = maintenance()) {
      assertThat(client.endpoint().applyConfiguration(ApplyRequest.auto(config)).getModeDetails())
          .startsWith("Installing on /dev/vdd");
    }
    Await.until(
        "the release is installed",
        BOOT,
        () -> medium.console().contains("release installed"),
        medium::consoleEnd);
    System.out.printf("%5d ms  installed%n", since(begun));
    medium.kill();
    vm.start();
    access.awaitConfigured(BOOT);
    System.out.printf("%5d ms  API of the installed system, booted alone%n", since(begun));
  }

  private static void assertConfigRefused(String install, String reason) throws Exception {
    var request = ApplyRequest.auto(installing(install));
    try (NodeClient client = maintenance()) {
      assertThatThrownBy(() -> client.endpoint().applyConfiguration(request))
          .isInstanceOf(NodeRefused.class)
          .hasMessageContaining("v1alpha1: " + reason);
    }
  }

  /** The config of the fleet, with this in {@code machine.install}. */
  private static String installing(String install) throws Exception {
    String patch = "machine: {install: {image: '%s', %s}}".formatted(newer, install);
    return MachineConfig.decode(fleet.config()).patch(patch).encode();
  }

  @Test
  @Order(3)
  void refusesWithoutWritingAByte() throws Exception {
    awaitProved(access::connect, newest, vm);
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
  @Order(4)
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
          .anyMatch(line -> line.matches("the next boot tries ijen-\\d{6}-b\\+3\\.efi"));
      client.endpoint().reboot(RebootRequest.Mode.DEFAULT);
    }
    System.out.printf("%5d ms  reboot asked for%n", since(begun));
    awaitVersion("v1.14.2");
    System.out.printf("%5d ms  API of the new release%n", since(begun));
    awaitProved(access::connect, newest, vm);
    System.out.printf("%5d ms  proved%n", since(begun));
    assertThat(access.read("/proc/sys/kernel/random/boot_id")).isNotEqualTo(bootId);
  }

  @Test
  @Order(5)
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
  @Order(6)
  void installsOnADiskThatHoldsSomethingOnceItIsWiped() throws Exception {
    access.awaitConfigured(BOOT);
    try (NodeClient client = access.connect()) {
      NodeCalls node = client.endpoint();
      assertNotInstalled(node, newest, "/dev/vda", "the running system lies on it");
      assertNotInstalled(node, newest, "/dev/vda2", "is a partition; name the whole disk vda");
      assertNotInstalled(node, newest, "/dev/vdx", "not found");
      assertNotInstalled(node, newest, "/dev/vdb", "has 1073741824 bytes");
      assertNotInstalled(node, newest, "/dev/vdc", "holds data of an unknown kind");
      assertThatThrownBy(() -> node.upgrades().wipe("/dev/vda"))
          .isInstanceOf(NodeRefused.class)
          .hasMessageContaining("the running system lies on it");
      node.upgrades().wipe("/dev/vdc");
      var lines = new ArrayList<String>();
      node.upgrades().install(newest, "/dev/vdc", lines::add);
      assertThat(lines)
          .contains("1.14.2 is on /dev/vdc", "the firmware starts /dev/vdc next")
          .anyMatch(line -> line.startsWith("writing /dev/vdc2: "));
      assertNotInstalled(node, newest, "/dev/vdc", "holds a GUID partition table");
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
    try {
      return Maintenance.connect(medium);
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
  private static void awaitProved(Access node, String release, Vm machine) throws Exception {
    Await.until(
        "the running release has proved itself",
        BOOT,
        () -> {
          Optional<CheckResponse> response = check(node.connect(), release);
          return response.isPresent() && response.get().getFindingsCount() == 0;
        },
        machine::consoleEnd);
  }

  /** A way to a node. */
  @FunctionalInterface
  private interface Access {
    NodeClient connect() throws IOException;
  }
}
