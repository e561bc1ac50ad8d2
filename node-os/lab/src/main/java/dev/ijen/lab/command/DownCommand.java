package dev.ijen.lab.command;

import dev.ijen.image.FileTree;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.network.UserSlot;
import dev.ijen.lab.process.Background;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops everything of this checkout and forgets it. */
@Command(name = "down", description = "Stops everything of this checkout and forgets its state.")
public final class DownCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Keeps disks, keys, kubeconfig and etcd's data.")
  private boolean keep;

  @Override
  public Integer call() throws StepException, InterruptedException {
    Instance instance = Lab.instance();
    Console console = Lab.console();
    for (Background component : components(console, instance)) {
      console.step(
          "stop " + component.name(),
          "end the process by hand; its number is in " + instance.folder().resolve("run"),
          () -> {
            component.stop();
            return true;
          });
    }
    console.step(
        "remove the network",
        "look for leftovers with `ip netns` and `ip link`; both need root",
        () -> {
          Optional<LabNetwork> network = LabNetwork.find(instance);
          if (network.isPresent()) {
            network.get().delete();
          }
          UserSlot.release(instance);
          return true;
        });
    if (!keep) {
      console.step(
          "remove " + instance.folder(),
          "remove it by hand",
          () -> {
            FileTree.delete(instance.folder());
            return true;
          });
    }
    return 0;
  }

  private static List<Background> components(Console console, Instance instance)
      throws StepException, InterruptedException {
    return console.step(
        "look for what runs",
        "check that " + instance.folder() + " is readable",
        () -> Components.of(instance));
  }
}
