package dev.ijen.lab;

import dev.ijen.config.ConfigException;
import dev.ijen.config.MachineConfig;
import dev.ijen.config.generate.Images;
import dev.ijen.config.generate.SecretsBundle;
import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.image.ImageRequest;
import dev.ijen.image.oci.ImageCache;
import dev.ijen.lab.host.Host;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.node.Attachment;
import dev.ijen.lab.node.ContainerNode;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.node.Qemu;
import dev.ijen.lab.node.Vm;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.NodeAccess;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A virtual machine and a container node of the built image on one bridge, thrown away after. */
final class RealLab {
  private static final int FREE = 60;

  private final Instance instance;
  private final LabNetwork network;
  private final Node vm;
  private final ContainerNode container;
  private final Fleet fleet;

  private RealLab(
      Instance instance, LabNetwork network, Node vm, ContainerNode container, Fleet fleet) {
    this.instance = instance;
    this.network = network;
    this.vm = vm;
    this.container = container;
    this.fleet = fleet;
  }

  /** Starts both nodes; they are still booting when this returns. */
  static RealLab start(String name) throws Exception {
    var image = new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
    Instance instance = Instance.of(Path.of("").toAbsolutePath(), name);
    FileTree.delete(instance.folder());
    LabNetwork network = LabNetwork.create(instance);
    Attachment tap = Attachment.tap(network, 0, network.tap(0, "machine"));
    ImageCache cache = imageCache();
    Qemu qemu = Qemu.usual(Host.hasKvm()).withOtherDisks(cache.disk());
    Node vm = new Vm(instance, "machine", image.disk(), qemu, tap);
    var container =
        new ContainerNode(
            instance, "container", 1, image.root(), network, Optional.of(cache.layout()));
    String kubernetes = "https://%s:6443".formatted(network.subnet().services());
    Fleet fleet = Fleet.load(instance, kubernetes, List.of(vm.endpoint(), container.endpoint()));
    var lab = new RealLab(instance, network, vm, container, fleet);
    try {
      vm.start();
      container.start();
      return lab;
    } catch (IOException e) {
      lab.stop();
      throw e;
    }
  }

  /** A small image cache, of images whose programs every run builds. */
  static ImageCache imageCache() throws IOException, InterruptedException {
    return ImageCache.build(
        List.of(Images.etcd(), Images.pause()),
        Path.of(System.getProperty("ijen.parts", "/missing")),
        ImageRequest.defaultCache(),
        System.out::println);
  }

  Node node(Kind kind) {
    return switch (kind) {
      case MACHINE -> vm;
      case CONTAINER -> container;
    };
  }

  ContainerNode container() {
    return container;
  }

  NodeAccess access(Kind kind) {
    return new NodeAccess(node(kind), fleet);
  }

  /** An address of the bridge that no node has. */
  String freeAddress() {
    return network.subnet().node(FREE);
  }

  /** The config that all nodes of the lab start with. */
  MachineConfig config() throws ConfigException {
    return MachineConfig.decode(fleet.config());
  }

  /** Credentials that the fleet's authority made for a role. */
  PemKeyPair credentials(String role) throws IOException, PkiException {
    Path secrets = instance.folder().resolve("secrets.yaml");
    return SecretsBundle.fromYaml(Files.readString(secrets))
        .osAuthority()
        .issueClient(List.of(role), Clock.systemUTC(), Duration.ofHours(1), new SecureRandom());
  }

  void stop() throws IOException, InterruptedException {
    vm.kill();
    container.kill();
    network.delete();
    FileTree.delete(instance.folder());
  }

  /** The two kinds of nodes. */
  enum Kind {
    MACHINE,
    CONTAINER
  }
}
