package dev.ijen.lab;

import dev.ijen.api.machine.RebootRequest;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
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
import dev.ijen.lab.setup.NodeAccess;
import dev.ijen.prover.boot.KnownImage;
import dev.ijen.prover.log.WriteLog;
import dev.ijen.release.OciLayout;
import dev.ijen.release.ReleaseException;
import dev.ijen.release.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A machine whose writes are recorded from its first start on: it makes its partitions, gets a
 * config, is upgraded, proves the new release, is rolled back and starts the old one.
 */
final class RecordedUpgrade {
  private static final Duration BOOT = Duration.ofMinutes(10);
  private static final String CONTROL_PLANE = "https://10.0.0.1:6443";
  private static final Pattern STARTS_A = Pattern.compile("stage 1: root is BOOT-A");
  private static final String OLD = "1.14.0";
  private static final String NEW = "1.14.1";

  private final Instance instance;
  private final Artifacts image;
  private final LabNetwork network;
  private final Vm vm;
  private final Registry registry;
  private final OciLayout release;

  RecordedUpgrade(Instance instance, Artifacts image) throws Exception {
    this.instance = instance;
    this.image = image;
    this.network = LabNetwork.create(instance);
    Attachment tap = Attachment.tap(network, 0, network.tap(0, "machine"));
    Qemu qemu = Qemu.usual(Host.hasKvm()).recordingWrites();
    this.vm = new Vm(instance, "machine", image.disk(), qemu, tap);
    this.registry =
        new Registry(instance, Path.of(System.getProperty("ijen.parts", "/missing")), network);
    this.release = new OciLayout(instance.folder().resolve("release"));
  }

  /** The record. */
  Path writes() {
    return vm.writes();
  }

  /**
   * Lives the machine's life.
   *
   * @return the images that were in it, and from where in the record on they had proved themselves
   */
  List<KnownImage> run() throws Exception {
    vm.start();
    registry.start();
    SigningKey key = SigningKey.load(ImageRequest.defaultSigningKey());
    VariantRelease.of(image, NEW, Optional.empty())
        .write(instance.folder().resolve("release"), Optional.of(key));
    String reference = registry.push(release, NEW).toString();
    Fleet fleet = Fleet.load(instance, CONTROL_PLANE, List.of(vm.endpoint()));
    var access = new NodeAccess(vm, fleet);
    access.configure(BOOT);
    awaitProved(access, OLD, reference);
    try (NodeClient client = access.connect()) {
      client.endpoint().upgrades().upgrade(reference, System.out::println);
      client.endpoint().reboot(RebootRequest.Mode.DEFAULT);
    }
    awaitProved(access, NEW, reference);
    int proved;
    try (WriteLog log = WriteLog.open(writes())) {
      proved = log.entries().size();
    }
    try (NodeClient client = access.connect()) {
      client.endpoint().upgrades().rollback();
    }
    Await.until("the loader has started slot A again", BOOT, this::startedAgain, vm::consoleEnd);
    return List.of(KnownImage.of(image.uki("a"), OLD, 0), KnownImage.of(newUki(), NEW, proved));
  }

  private boolean startedAgain() throws IOException {
    return STARTS_A.matcher(vm.console()).results().count() >= 2;
  }

  private Path newUki() throws IOException, ReleaseException {
    return release.blob(release.release().uki("b").digest());
  }

  /** Copies writes and images to a folder. */
  void keep(Path folder) throws IOException, ReleaseException {
    Files.createDirectories(folder);
    Files.copy(writes(), folder.resolve("writes.log"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(image.uki("a"), folder.resolve("old.efi"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(newUki(), folder.resolve("new.efi"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the machine said last. */
  String consoleEnd() {
    return vm.consoleEnd();
  }

  void stop() throws IOException, InterruptedException {
    vm.kill();
    registry.stop();
    network.delete();
  }

  /** A node that has not proved its own release finds fault with any other. */
  private void awaitProved(NodeAccess access, String version, String reference) throws Exception {
    Await.until(
        version + " has proved itself",
        BOOT,
        () -> {
          try (NodeClient client = access.connect()) {
            return client.endpoint().version().getVersion().getTag().equals("v" + version)
                && client.endpoint().upgrades().check(reference, false).getFindingsCount() == 0;
          } catch (NodeCallException _) {
            return false;
          }
        },
        vm::consoleEnd);
  }

  /** Removes what is left of an earlier run. */
  static Instance fresh(String name) throws IOException {
    Instance instance = Instance.of(Path.of("").toAbsolutePath(), name);
    FileTree.delete(instance.folder());
    return instance;
  }
}
