package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.client.NodeRefused;
import dev.ijen.config.generate.ClusterInput;
import dev.ijen.config.generate.Images;
import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.image.ImageRequest;
import dev.ijen.image.oci.ImageCache;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.node.ContainerNode;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.process.CommandException;
import dev.ijen.lab.process.Commands;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.NodeAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The birth of a cluster on one container node: etcd, kubelet and control plane from the node's
 * image cache, no registry, nothing of the host changed.
 */
@Tag("real")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesTest {
  private static final Path PARTS = Path.of(System.getProperty("ijen.parts", "/missing"));
  private static final String KUBERNETES = ClusterInput.DEFAULT_KUBERNETES_VERSION;
  private static final Duration BOOT = Duration.ofMinutes(5);
  private static final Duration READY = Duration.ofMinutes(5);
  private static final String NODE = "one";
  private static final List<Path> HOST_SYSCTLS =
      List.of(
          Path.of("/proc/sys/kernel/panic"),
          Path.of("/proc/sys/kernel/panic_on_oops"),
          Path.of("/proc/sys/vm/overcommit_memory"));

  private static Instance instance;
  private static LabNetwork network;
  private static ContainerNode node;
  private static NodeAccess access;
  private static List<String> hostBefore;

  @BeforeAll
  static void startNode() throws Exception {
    hostBefore = hostSysctls();
    var images = new ArrayList<>(List.of(Images.etcd(), Images.pause()));
    images.add(Images.kubelet(KUBERNETES));
    for (String program : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler")) {
      images.add(Images.component(program, KUBERNETES));
    }
    ImageCache cache =
        ImageCache.build(images, PARTS, ImageRequest.defaultCache(), System.out::println);
    instance = Instance.of(Path.of("").toAbsolutePath(), "kubernetes-test");
    FileTree.delete(instance.folder());
    network = LabNetwork.create(instance);
    var image = new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
    node = new ContainerNode(instance, NODE, 0, image.root(), network, Optional.of(cache.layout()));
    Fleet fleet =
        Fleet.load(instance, "https://%s:6443".formatted(node.address()), List.of(node.endpoint()));
    access = new NodeAccess(node, fleet);
    node.start();
    access.configure(BOOT);
  }

  @AfterAll
  static void stopNode() throws Exception {
    if (node != null) {
      node.kill();
      network.delete();
      FileTree.delete(instance.folder());
    }
  }

  @Test
  @Order(1)
  void aBootstrappedNodeIsReady() throws Exception {
    try (NodeClient client = access.connect()) {
      Await.until(
          "the node takes the bootstrap",
          READY,
          () -> bootstraps(client),
          KubernetesTest::condition);
      Files.writeString(kubeconfig(), client.endpoint().kubeconfig());
    }
    Await.until(
        "the node is Ready",
        READY,
        () -> answer("get", "node", NODE, "-o", "wide").contains(" Ready "),
        KubernetesTest::condition);
  }

  @Test
  @Order(2)
  void aClusterIsBornOnce() throws Exception {
    try (NodeClient client = access.connect()) {
      assertThatThrownBy(() -> client.endpoint().bootstrap())
          .isInstanceOf(NodeRefused.class)
          .hasMessageContaining("not empty");
    }
  }

  @Test
  @Order(3)
  void aPodOfTheClusterRuns() throws Exception {
    Path pod = instance.folder().resolve("pod.yaml");
    Files.writeString(
        pod,
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: store, namespace: default}
        spec:
          tolerations: [{operator: Exists}]
          containers:
            - name: store
              image: %s
              command: [/usr/local/bin/etcd, --data-dir=/store]
              resources: {limits: {memory: 128Mi, cpu: 200m}}
        """
            .formatted(Images.etcd()));
    Await.until(
        "the pod is accepted",
        READY, // its service account is made by the controller manager
        () -> succeeds("apply", "-f", pod.toString()),
        KubernetesTest::condition);
    Await.until(
        "the pod is running",
        READY,
        () -> answer("get", "pod", "store", "-o", "wide").contains(" Running "),
        KubernetesTest::condition);
    assertThat(answer("get", "pod", "store", "-o", "jsonpath={.status.podIP}"))
        .startsWith("10.244.0.");
  }

  @Test
  @Order(4)
  void theHostKeepsItsKernelParameters() throws Exception {
    assertThat(hostSysctls()).isEqualTo(hostBefore);
  }

  private static boolean bootstraps(NodeClient client) {
    try {
      client.endpoint().bootstrap();
      return true;
    } catch (NodeCallException _) {
      return false; // no certificates for etcd yet
    }
  }

  private static boolean succeeds(String... words) throws InterruptedException, IOException {
    try {
      kubectl(words);
      return true;
    } catch (CommandException _) {
      return false;
    }
  }

  /** What kubectl prints; nothing when it fails. */
  private static String answer(String... words) throws InterruptedException, IOException {
    try {
      return kubectl(words);
    } catch (CommandException _) {
      return "";
    }
  }

  private static String kubectl(String... words) throws InterruptedException, IOException {
    var command = new ArrayList<String>();
    command.add(PARTS.resolve("kubectl").toString());
    command.addAll(List.of("--kubeconfig", kubeconfig().toString(), "--request-timeout=10s"));
    command.addAll(List.of(words));
    return Commands.run(network.inside(command));
  }

  private static Path kubeconfig() {
    return instance.folder().resolve("kubeconfig");
  }

  private static List<String> hostSysctls() throws IOException {
    var values = new ArrayList<String>();
    for (Path parameter : HOST_SYSCTLS) {
      values.add(Files.readString(parameter));
    }
    return values;
  }

  /** What stands on the console, and what Kubernetes says. */
  private static String condition() {
    try {
      return "services and pods:\n"
          + answer("get", "pods", "-A", "-o", "wide")
          + "\nend of the console:\n"
          + node.consoleEnd();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
