package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.process.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows what runs; exit status 1 when something that was started does not. */
@Command(name = "status", description = "Shows what runs.")
public final class StatusCommand implements Callable<Integer> {
  private static final String LINE = "%-24s %-8s %-20s %s%n";

  @Override
  public Integer call() throws IOException {
    Instance instance = Lab.instance();
    List<Background> components = Components.of(instance);
    if (components.isEmpty()) {
      System.out.println("nothing runs: ./ijen up");
      return 0;
    }
    System.out.println("state:   " + instance.folder());
    LabNetwork.find(instance)
        .ifPresent(network -> System.out.println("network: " + network.subnet().cidr()));
    System.out.printf(LINE, "COMPONENT", "PID", "NODE API", "LOG");
    boolean allRun = true;
    for (Background component : components) {
      Optional<Long> pid = component.pid();
      allRun &= pid.isPresent();
      System.out.printf(
          LINE,
          component.name(),
          pid.map(Object::toString).orElse("ended"),
          endpoint(instance, component.name()),
          component.log());
    }
    return allRun ? 0 : 1;
  }

  private static String endpoint(Instance instance, String component) throws IOException {
    Path file = instance.folder().resolve("nodes").resolve(component).resolve(Node.ENDPOINT_FILE);
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }
}
