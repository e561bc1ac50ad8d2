package dev.ijen.lab.command;

import dev.ijen.image.Artifacts;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.node.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One node in maintenance mode, without Kubernetes. */
@Command(name = "boot", description = "Boots a node and leaves it in maintenance mode.")
public final class BootCommand implements Callable<Integer> {
  private static final Duration API = Duration.ofMinutes(5);

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
        container ? landscape.container("container-1", image) : landscape.vm("node-1", image);
    console.step(
        "boot " + node.name(),
        "look at `./ijen logs " + node.name() + "`",
        () -> {
          node.start();
          node.awaitApi(API);
          return true;
        });
    build.toolbox(instance, parts, List.of("version", "--insecure", "--nodes", node.endpoint()));
    System.out.printf(
        """
        %s is open on %s

        try next:
          eval "$(./ijen env)"
          ijenctl gen config lab https://%s:6443 --output-dir conf
          ijenctl apply-config --insecure --nodes %s --file conf/controlplane.yaml
        """,
        node.name(), node.endpoint(), node.address(), node.endpoint());
    return 0;
  }
}
