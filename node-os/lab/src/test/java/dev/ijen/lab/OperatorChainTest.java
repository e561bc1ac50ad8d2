package dev.ijen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.client.NodeCallException;
import dev.ijen.client.NodeClient;
import dev.ijen.image.Artifacts;
import dev.ijen.image.FileTree;
import dev.ijen.lab.controlplane.ControlPlane;
import dev.ijen.lab.controlplane.Site;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.node.ContainerNode;
import dev.ijen.lab.process.Await;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.MachineManifest;
import dev.ijen.lab.setup.NodeAccess;
import dev.ijen.lab.setup.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a custom resource in a real API server to a kernel parameter of a real node and back: the
 * packaged operator is the only thing that talks to both.
 */
@Tag("real")
class OperatorChainTest {
  private static final Path PARTS = Path.of(System.getProperty("ijen.parts", "/missing"));
  private static final Path CHECKOUT = Path.of("../..");
  private static final Duration BOOT = Duration.ofMinutes(4);
  private static final Duration EFFECT = Duration.ofMinutes(1);
  private static final String PARAMETER = "/proc/sys/net/ipv4/tcp_fin_timeout";
  private static final String NODE = "node-1";
  private static final String FRAGMENT =
      """
      apiVersion: ijen.dev/v1alpha1
      kind: MachineConfig
      metadata: {name: short-fin, namespace: default}
      spec:
        config: {machine: {sysctls: {net.ipv4.tcp_fin_timeout: "33"}}}
      """;

  @TempDir static Path folder;

  private static Instance instance;
  private static LabNetwork network;
  private static ContainerNode node;
  private static ControlPlane controlPlane;
  private static OperatorProcess operator;
  private static NodeAccess access;

  @BeforeAll
  static void startAll() throws Exception {
    instance = Instance.of(CHECKOUT, "operator-chain-test");
    FileTree.delete(instance.folder());
    network = LabNetwork.create(instance);
    var image = new Artifacts(Path.of(System.getProperty("ijen.image", "/missing")));
    node = new ContainerNode(instance, NODE, 0, image.root(), network);
    Site site = Site.in(network);
    controlPlane = new ControlPlane(instance, PARTS, site);
    operator = new OperatorProcess(instance, controlPlane, site);
    Fleet fleet = Fleet.load(instance, controlPlane.url(), List.of(node.endpoint()));
    access = new NodeAccess(node, fleet);
    node.start();
    controlPlane.start();
    operator.start();
    access.configure(BOOT);
    apply(
        MachineManifest.of(
            NODE,
            node.endpoint(),
            fleet.config(),
            Files.readString(fleet.talosconfigFile()),
            Map.of()));
  }

  @AfterAll
  static void stopAll() throws Exception {
    operator.stop();
    controlPlane.stop();
    node.kill();
    network.delete();
    FileTree.delete(instance.folder());
  }

  @Test
  void aFragmentReachesTheKernelOfTheNodeAndIsTakenBack() throws Exception {
    awaitReady("machine/" + NODE, "InSync");
    String before = access.read(PARAMETER);

    apply(FRAGMENT);
    awaitParameter("33");
    awaitReady("machineconfig/short-fin", "Applied");
    awaitReady("machine/" + NODE, "InSync");
    assertThat(get("machine/" + NODE, "{.status.config.sources[*].name}")).isEqualTo("short-fin");
    assertThat(get("machine/" + NODE, "{.status.os.version}")).isEqualTo(version());
    assertThat(get("machine/" + NODE, "{.status.config.appliedHash}"))
        .isEqualTo(get("machine/" + NODE, "{.status.config.desiredHash}"));

    controlPlane.kubectl("delete", "machineconfig", "short-fin");
    awaitParameter(before.strip());
    awaitReady("machine/" + NODE, "InSync");
    assertThat(get("events", "{.items[?(@.reason==\"DriftCorrected\")].message}"))
        .as("the node shows the config that it was given")
        .isEmpty();
  }

  private static void awaitParameter(String value) throws Exception {
    Await.until(PARAMETER + " is " + value, EFFECT, () -> read().equals(value), node::consoleEnd);
  }

  /** The node may restart services meanwhile: a call that fails is made again. */
  private static String read() throws IOException, InterruptedException {
    try {
      return access.read(PARAMETER).strip();
    } catch (NodeCallException e) {
      return e.toString();
    }
  }

  private static void awaitReady(String object, String reason) throws Exception {
    Await.until(
        object + " is Ready because of " + reason,
        EFFECT,
        () -> get(object, "{.status.conditions[?(@.type==\"Ready\")].reason}").equals(reason),
        () -> describe(object));
  }

  private static String describe(String object) {
    try {
      return controlPlane.kubectl("get", object, "-o", "yaml") + operator.logEnd();
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static String get(String object, String jsonPath)
      throws IOException, InterruptedException {
    return controlPlane.kubectl("get", object, "-o", "jsonpath=" + jsonPath);
  }

  private static void apply(String yaml) throws IOException, InterruptedException {
    Path file = folder.resolve("object.yaml");
    Files.writeString(file, yaml);
    controlPlane.kubectl("apply", "--server-side", "--filename", file.toString());
  }

  private static String version() throws Exception {
    try (NodeClient client = access.connect()) {
      return client.endpoint().version().getVersion().getTag();
    }
  }
}
