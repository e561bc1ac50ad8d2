package dev.ijen.lab;

import dev.ijen.api.cosi.Resource;
import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.image.ImageRequest;
import dev.ijen.image.boot.BootImage;
import dev.ijen.image.release.Fault;
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
import dev.ijen.release.OciLayout;
import dev.ijen.release.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine that boots by firmware, and a registry of releases for it; thrown away after. */
final class ReleaseLab {
  /** Ten times what a boot takes on a quiet host. */
  static final Duration BOOT = Duration.ofMinutes(10);

  private static final String BOOTS = "BootRecords.ijen.dev";
  private static final String SLOTS = "SlotStatuses.ijen.dev";

  private final Artifacts image =
      new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
  private final Instance instance;
  private final LabNetwork network;
  private final Vm vm;
  private final Registry registry;
  private final SigningKey key;
  private final NodeAccess access;

  private ReleaseLab(String name) throws Exception {
    this.instance = Instance.of(Path.of("").toAbsolutePath(), name);
    FileTree.delete(instance.folder());
    this.network = LabNetwork.create(instance);
    Attachment tap = Attachment.tap(network, 0, network.tap(0, "machine"));
    this.vm = new Vm(instance, "machine", image.disk(), Qemu.usual(Host.hasKvm()), tap);
    this.registry =
        new Registry(instance, Path.of(System.getProperty("ijen.parts", "/missing")), network);
    this.key = SigningKey.load(ImageRequest.defaultSigningKey());
    Fleet fleet = Fleet.load(instance, "https://10.0.0.1:6443", List.of(vm.endpoint()));
    this.access = new NodeAccess(vm, fleet);
  }

  /** Starts both; the machine is still booting when this returns. */
  static ReleaseLab start(String name) throws Exception {
    var lab = new ReleaseLab(name);
    try {
      lab.vm.start();
      lab.registry.start();
      return lab;
    } catch (IOException e) {
      lab.stop();
      throw e;
    }
  }

  void stop() throws IOException, InterruptedException {
    vm.kill();
    registry.stop();
    network.delete();
    FileTree.delete(instance.folder());
  }

  /** The release that the machine's disk was made with. */
  Artifacts image() {
    return image;
  }

  Vm vm() {
    return vm;
  }

  Registry registry() {
    return registry;
  }

  /** The machine's API for its administrator. */
  NodeAccess access() {
    return access;
  }

  /**
   * Makes a release that the machine trusts and pushes it; the tag is the version.
   *
   * @param arguments kernel arguments besides those of every release
   * @return the reference by tag
   */
  String push(String version, Optional<Fault> fault, String... arguments) throws Exception {
    var words = new ArrayList<>(BootImage.ARGUMENTS);
    words.addAll(List.of(arguments));
    new VariantRelease(image, version, fault, words).write(folder(version), Optional.of(key));
    return registry.push(layout(version), version).toString();
  }

  /** The layout of that name among the releases of this lab. */
  OciLayout layout(String name) {
    return new OciLayout(folder(name));
  }

  private Path folder(String name) {
    return instance.folder().resolve("releases").resolve(name);
  }

  /** The last boots of the machine, the newest first, as {@code ijenctl get boots} has them. */
  List<BootRecord> boots() throws Exception {
    var boots = new ArrayList<BootRecord>();
    for (Resource boot : resources(BOOTS)) {
      boots.add(BootRecord.parseFrom(boot.getSpec().getProtoSpec()));
    }
    return boots;
  }

  /** The slots of the machine, as {@code ijenctl get slots} has them. */
  List<SlotStatus> slots() throws Exception {
    var slots = new ArrayList<SlotStatus>();
    for (Resource slot : resources(SLOTS)) {
      slots.add(SlotStatus.parseFrom(slot.getSpec().getProtoSpec()));
    }
    return slots;
  }

  /** The slot that runs, once the machine has looked at its slots. */
  SlotStatus active() throws Exception {
    await(
        "the running slot is known", BOOT, () -> slots().stream().anyMatch(SlotStatus::getActive));
    return slots().stream().filter(SlotStatus::getActive).findFirst().orElseThrow();
  }

  private List<Resource> resources(String type) throws Exception {
    try (NodeClient client = access.connect()) {
      return client.endpoint().resources().list("runtime", type);
    }
  }

  /** Waits until this release runs and has proved itself. */
  void awaitProved(String version) throws Exception {
    await(
        version + " has proved itself",
        BOOT,
        () -> slots().stream().anyMatch(slot -> isProved(slot, version)));
  }

  private static boolean isProved(SlotStatus slot, String version) {
    return slot.getActive()
        && slot.getVersion().equals(version)
        && slot.getState() == SlotStatus.State.GOOD;
  }

  /** Looks at the machine; may fail while it does not answer. */
  @FunctionalInterface
  interface Look {
    boolean holds() throws Exception;
  }

  /** Waits for a state of the machine; the failure shows the end of its console. */
  void await(String what, Duration limit, Look look) throws IOException, InterruptedException {
    Await.until(what, limit, () -> holds(look), vm::consoleEnd);
  }

  private static boolean holds(Look look) throws IOException, InterruptedException {
    try {
      return look.holds();
    } catch (NodeCallException _) {
      return false;
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
