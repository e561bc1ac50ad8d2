package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.process.Background;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows what runs; exit status 1 when something that was started does not. */
@Command(name = "status", description = "Shows what runs.")
public final class StatusCommand implements Callable<Integer> {
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
    System.out.printf("%-26s %-9s %s%n", "COMPONENT", "PID", "LOG");
    boolean allRun = true;
    for (Background component : components) {
      Optional<Long> pid = component.pid();
      allRun &= pid.isPresent();
      System.out.printf(
          "%-26s %-9s %s%n",
          component.name(), pid.map(Object::toString).orElse("ended"), component.log());
    }
    return allRun ? 0 : 1;
  }
}
