package dev.ijen.lab.command;

import dev.ijen.image.Artifacts;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.setup.Maintenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One node in maintenance mode, without Kubernetes. */
@Command(name = "boot", description = "Boots a node and leaves it in maintenance mode.")
public final class BootCommand implements Callable<Integer> {
  private static final Duration API = Duration.ofMinutes(10);

  @Option(names = "--container", description = "In namespaces of this host; needs root.")
  private boolean container;

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
    Node node =
        container ? landscape.container("container-1", image) : landscape.vm(0, "node-1", image);
    console.step(
        "boot " + node.name(),
        "look at `./ijen logs " + node.name() + (container ? "`" : "-console`"),
        () -> {
          node.start();
          node.awaitApi(API);
          return true;
        });
    build.toolbox(instance, parts, List.of("version", "--insecure", "--nodes", node.endpoint()));
    System.out.print(Maintenance.isIn(node) ? firstSteps(node) : nextSteps(node));
    return 0;
  }

  private static String firstSteps(Node node) {
    return """

        %1$s is open on %2$s, in maintenance mode

        try next, after eval "$(./ijen env)":
          ijenctl version --insecure --nodes %2$s
          ijenctl gen config demo https://%3$s:6443 --output-dir demo
          ijenctl apply-config --insecure --nodes %2$s --file demo/controlplane.yaml
        """
        .formatted(node.name(), node.endpoint(), node.address());
  }

  private static String nextSteps(Node node) {
    return """

        %1$s is open on %2$s and has a config: it answers to certificates of its authority

        `./ijen down` forgets it; after that `./ijen boot` gives a new node
        """
        .formatted(node.name(), node.endpoint());
  }
}
