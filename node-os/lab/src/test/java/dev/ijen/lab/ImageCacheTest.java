package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.config.generate.Images;
import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.image.oci.ImageCache;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.node.ContainerNode;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.process.CommandException;
import dev.ijen.lab.process.Commands;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.NodeAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node without any way to a registry, its own containerd, and images from its cache. */
@Tag("real")
class ImageCacheTest {
  private static final Path PARTS = Path.of(System.getProperty("ijen.parts", "/missing"));
  private static final Duration BOOT = Duration.ofMinutes(5);
  private static final Duration READY = Duration.ofSeconds(60);
  private static final String HOSTS = "/var/hosts";

  private static Instance instance;
  private static LabNetwork network;
  private static ContainerNode node;
  private static NodeAccess access;

  @BeforeAll
  static void startNode() throws Exception {
    ImageCache cache = RealLab.imageCache();
    instance = Instance.of(Path.of("").toAbsolutePath(), "image-cache-test");
    FileTree.delete(instance.folder());
    network = LabNetwork.create(instance);
    var image = new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
    node =
        new ContainerNode(instance, "node", 0, image.root(), network, Optional.of(cache.layout()));
    Fleet fleet = Fleet.load(instance, "https://10.0.0.1:6443", List.of(node.endpoint()));
    access = new NodeAccess(node, fleet);
    node.start();
    access.configure(BOOT);
    giveTools();
  }

  @AfterAll
  static void stopNode() throws Exception {
    node.kill();
    network.delete();
    FileTree.delete(instance.folder());
  }

  @Test
  void containersRunFromTheCacheAlone() throws Exception {
    awaitReady();
    assertThat(ctr("images", "ls", "-q")).as("an empty store").doesNotContain("k8s.io/");
    for (String image : List.of(Images.etcd(), Images.pause())) {
      ctr("images", "pull", "--hosts-dir", HOSTS, image);
    }
    assertThat(ctr("images", "ls", "-q")).contains(Images.etcd(), Images.pause());
    assertThat(
            ctr(
                "run",
                "--rm",
                "--net-host",
                Images.etcd(),
                "one",
                "/usr/local/bin/etcd",
                "--version"))
        .contains("etcd Version: " + Images.etcd().replaceFirst(".*:v", ""));
  }

  @Test
  void whatTheCacheLacksIsNotToBeHad() throws Exception {
    awaitReady();
    assertThatThrownBy(() -> ctr("images", "pull", "--hosts-dir", HOSTS, Images.etcd() + "-none"))
        .isInstanceOf(CommandException.class);
  }

  private static void awaitReady() throws Exception {
    try (NodeClient client = access.connect()) {
      Await.until(
          "the image cache is served",
          READY,
          () -> imageCache(client).contains("status: ready"),
          () -> "the node's console:\n" + console(node));
    }
  }

  static String imageCache(NodeClient client) throws IOException, InterruptedException {
    try {
      return client
          .endpoint()
          .resources()
          .get("cri", "ImageCacheConfigs.cri.talos.dev", "image-cache")
          .getSpec()
          .getYamlSpec();
    } catch (NodeCallException e) {
      return String.valueOf(e.getMessage()); // not there yet
    }
  }

  static String console(Node node) {
    try {
      return node.console();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The node has no ctr, and nobody has told its containerd of the cache yet. */
  private static void giveTools() throws Exception {
    Path var = instance.folder().resolve("nodes/node/var");
    FileTree.install(PARTS.resolve("ctr"), var.resolve("ctr"));
    FileTree.write(
        var.resolve("hosts/_default/hosts.toml"),
        "[host.\"http://127.0.0.1:3172\"]\n  capabilities = [\"pull\", \"resolve\"]\n");
  }

  /** Runs ctr in all namespaces of the node. */
  private static String ctr(String... words) throws Exception {
    ProcessHandle containerd =
        node.processes().stream()
            .filter(one -> one.info().command().orElse("").endsWith("/containerd"))
            .findFirst()
            .orElseThrow();
    var command = new ArrayList<String>();
    command.addAll(List.of("nsenter", "-t", Long.toString(containerd.pid()), "-m", "-n", "-p"));
    command.addAll(List.of("/var/ctr", "-n", "k8s.io"));
    command.addAll(List.of(words));
    return Commands.run(command);
  }
}
