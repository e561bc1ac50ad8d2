package dev.ijen.lab.command;

import dev.ijen.image.Artifacts;
import dev.ijen.lab.controlplane.ControlPlane;
import dev.ijen.lab.controlplane.Site;
import dev.ijen.lab.host.Host;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.MachineManifest;
import dev.ijen.lab.setup.NodeAccess;
import dev.ijen.lab.setup.OperatorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** From source to configured nodes and an operator that looks after them. */
@Command(
    name = "up",
    description = "Builds all, boots a node, starts a control plane and the operator.")
public final class UpCommand implements Callable<Integer> {
  private static final Duration API = Duration.ofMinutes(10);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--machines",
      paramLabel = "N",
      description = "Boots N nodes into one pool, beside a registry of releases; needs root.")
  private @Nullable Integer machines;

  private final Console console = Lab.console();
  private final Instance instance = Lab.instance();
  private final Build build = new Build(Lab.checkout(), console);

  @Override
  public Integer call() throws StepException, InterruptedException {
    int count = count();
    build.packages();
    build.jars();
    Path parts = build.parts();
    Artifacts image = build.image(parts);
    Landscape landscape = Landscape.create(instance, console);
    Site site = landscape.site();
    Optional<Pool> pool =
        landscape
            .registry(parts)
            .filter(_ -> machines != null)
            .map(registry -> new Pool(instance, console, registry));
    var controlPlane = new ControlPlane(instance, parts, site);
    List<Node> nodes = nodes(landscape, image, count);
    Fleet fleet = fleet(controlPlane, nodes);
    var together = new ArrayList<Callable<Boolean>>();
    together.add(() -> startKubernetes(controlPlane, site));
    nodes.forEach(node -> together.add(() -> startNode(node, fleet)));
    pool.ifPresent(present -> together.add(() -> present.offer(image)));
    together(together);
    if (pool.isPresent()) {
      pool.get().create(controlPlane);
    }
    for (Node node : nodes) {
      register(controlPlane, node, fleet, pool.isPresent() ? Pool.LABELS : Map.of());
    }
    build.toolbox(
        instance, parts, List.of("--talosconfig", fleet.talosconfigFile().toString(), "version"));
    System.out.print(Summary.of(instance, controlPlane.url(), nodes, pool.isPresent()));
    return 0;
  }

  private int count() {
    int count = machines == null ? 1 : machines;
    if (count < 1 || count > Landscape.MAX_VMS) {
      throw refused("--machines is between 1 and " + Landscape.MAX_VMS + ", not " + count);
    }
    if (machines != null && !Host.isRoot()) {
      throw refused("--machines needs root: without it nodes cannot reach a registry");
    }
    return count;
  }

  private ParameterException refused(String reason) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), reason);
  }

  private static List<Node> nodes(Landscape landscape, Artifacts image, int count)
      throws StepException, InterruptedException {
    var nodes = new ArrayList<Node>();
    for (int index = 0; index < count; index++) {
      nodes.add(landscape.vm(index, "node-" + (index + 1), image));
    }
    return List.copyOf(nodes);
  }

  private Fleet fleet(ControlPlane controlPlane, List<Node> nodes)
      throws StepException, InterruptedException {
    return console.step(
        "secrets and machine config",
        "remove " + instance.folder() + " with `./ijen down` and start again",
        () ->
            Fleet.load(instance, controlPlane.url(), nodes.stream().map(Node::endpoint).toList()));
  }

  private boolean startNode(Node node, Fleet fleet) throws StepException, InterruptedException {
    console.step(
        "boot " + node.name() + " by firmware",
        "look at `./ijen logs " + node.name() + "-console`",
        () -> {
          node.start();
          node.awaitApi(API);
          return true;
        });
    return console.step(
        "configure " + node.name(),
        "look at `./ijen logs " + node.name() + "-console`",
        () -> new NodeAccess(node, fleet).configure(API));
  }

  private boolean startKubernetes(ControlPlane controlPlane, Site site)
      throws StepException, InterruptedException {
    console.step(
        "Kubernetes control plane",
        "look at `./ijen logs kube-apiserver` and `./ijen logs etcd`",
        () -> {
          controlPlane.start();
          return true;
        });
    return console.step(
        "operator",
        "look at `./ijen logs operator`",
        () -> {
          new OperatorProcess(instance, controlPlane, site).start();
          return true;
        });
  }

  private void register(
      ControlPlane controlPlane, Node node, Fleet fleet, Map<String, String> labels)
      throws StepException, InterruptedException {
    console.step(
        "register " + node.name() + " in Kubernetes",
        "look at `./ijen logs kube-apiserver`",
        () -> {
          Path manifest = instance.folder().resolve(node.name() + ".yaml");
          Files.writeString(
              manifest,
              MachineManifest.of(
                  node.name(),
                  node.endpoint(),
                  fleet.config(),
                  Files.readString(fleet.talosconfigFile()),
                  labels));
          return controlPlane.kubectl("apply", "--server-side", "--filename", manifest.toString());
        });
  }

  /** All at the same time; a failure is thrown when all have ended. */
  private static void together(List<Callable<Boolean>> work)
      throws StepException, InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : work.stream().map(executor::submit).toList()) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StepException step) {
        throw step;
      }
      throw new IllegalStateException("a step threw what it must not", e.getCause());
    }
  }
}
