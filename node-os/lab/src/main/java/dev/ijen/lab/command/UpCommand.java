package dev.ijen.lab.command;

import dev.ijen.image.Artifacts;
import dev.ijen.lab.controlplane.ControlPlane;
import dev.ijen.lab.controlplane.Site;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.setup.Fleet;
import dev.ijen.lab.setup.MachineManifest;
import dev.ijen.lab.setup.NodeAccess;
import dev.ijen.lab.setup.OperatorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;

/** From source to a configured node and an operator that looks after it. */
@Command(
    name = "up",
    description = "Builds all, boots a node, starts a control plane and the operator.")
public final class UpCommand implements Callable<Integer> {
  private static final String NODE = "node-1";
  private static final Duration API = Duration.ofMinutes(10);

  private final Console console = Lab.console();
  private final Instance instance = Lab.instance();
  private final Build build = new Build(Lab.checkout(), console);

  @Override
  public Integer call() throws StepException, InterruptedException {
    build.packages();
    build.jars();
    Path parts = build.parts();
    Artifacts image = build.image(parts);
    Landscape landscape = Landscape.create(instance, console);
    Site site = landscape.site();
    var controlPlane = new ControlPlane(instance, parts, site);
    Node node = landscape.vm(NODE, image);
    Fleet fleet = fleet(controlPlane, node);
    together(() -> startNode(node, fleet), () -> startKubernetes(controlPlane, site));
    register(controlPlane, node, fleet);
    build.toolbox(
        instance, parts, List.of("--talosconfig", fleet.talosconfigFile().toString(), "version"));
    System.out.print(Summary.of(instance, controlPlane.url(), node));
    return 0;
  }

  private Fleet fleet(ControlPlane controlPlane, Node node)
      throws StepException, InterruptedException {
    return console.step(
        "secrets and machine config",
        "remove " + instance.folder() + " with `./ijen down` and start again",
        () -> Fleet.load(instance, controlPlane.url(), List.of(node.endpoint())));
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

  private void register(ControlPlane controlPlane, Node node, Fleet fleet)
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
                  Files.readString(fleet.talosconfigFile())));
          return controlPlane.kubectl("apply", "--server-side", "--filename", manifest.toString());
        });
  }

  /** Both at the same time; the first failure is thrown when both have ended. */
  private static void together(Callable<Boolean> first, Callable<Boolean> second)
      throws StepException, InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> running = List.of(executor.submit(first), executor.submit(second));
      for (Future<Boolean> each : running) {
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
