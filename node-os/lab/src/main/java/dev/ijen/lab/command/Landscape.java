package dev.ijen.lab.command;

import dev.ijen.image.Artifacts;
import dev.ijen.lab.controlplane.Site;
import dev.ijen.lab.host.Host;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import dev.ijen.lab.network.UserSlot;
import dev.ijen.lab.node.Attachment;
import dev.ijen.lab.node.ContainerNode;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.node.Qemu;
import dev.ijen.lab.node.Vm;
import dev.ijen.lab.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the parts of an instance meet: a bridge in a network namespace for root, forwarded ports on
 * loopback for everybody else.
 */
final class Landscape {
  /** Behind the virtual machines, of which an instance has at most {@link #MAX_VMS}. */
  private static final int CONTAINER = 80;

  /** The most virtual machines of an instance. */
  static final int MAX_VMS = 20;

  private final Instance instance;
  private final Console console;
  private final int slot;
  private final Optional<LabNetwork> network;

  private Landscape(Instance instance, Console console, int slot, Optional<LabNetwork> network) {
    this.instance = instance;
    this.console = console;
    this.slot = slot;
    this.network = network;
  }

  static Landscape create(Instance instance, Console console)
      throws StepException, InterruptedException {
    return console.step(
        "network",
        "look with `ip netns` and `ip route` for leftovers; `./ijen down` removes them",
        () -> {
          instance.create();
          if (!Host.isRoot()) {
            return new Landscape(instance, console, UserSlot.claim(instance), Optional.empty());
          }
          LabNetwork made = LabNetwork.create(instance);
          return new Landscape(instance, console, made.subnet().slot(), Optional.of(made));
        });
  }

  Site site() {
    return network.map(Site::in).orElseGet(() -> Site.loopback(slot));
  }

  /** The registry of the instance, not started; without root nodes could not reach one. */
  Optional<Registry> registry(Path parts) {
    return network.map(bridge -> new Registry(instance, parts, bridge));
  }

  /**
   * A virtual machine of the instance, not started.
   *
   * @param index which, from 0
   */
  Node vm(int index, String name, Artifacts image) throws StepException, InterruptedException {
    return console.step(
        "virtual machine " + name,
        "check that QEMU runs: `qemu-system-x86_64 --version`",
        () -> {
          boolean kvm = Host.hasKvm();
          console.say(kvm ? "processor: KVM" : "processor: emulated, KVM cannot be used");
          var vm = new Vm(instance, name, image.disk(), Qemu.usual(kvm), attachment(index, name));
          if (vm.losesItsDisk()) {
            console.warn(
                name
                    + " gets a new, empty disk, because the image changed: config, logs and data on"
                    + " the old one are gone");
          }
          return vm;
        });
  }

  /** The container node of the instance, not started. */
  Node container(String name, Artifacts image) throws StepException, InterruptedException {
    return console.step(
        "container node " + name,
        "run ./ijen as root: namespaces of other users cannot hold a node",
        () -> {
          LabNetwork bridge =
              network.orElseThrow(() -> new IOException("a container node needs root"));
          return new ContainerNode(instance, name, CONTAINER, image.root(), bridge);
        });
  }

  private Attachment attachment(int index, String name) throws IOException, InterruptedException {
    if (network.isEmpty()) {
      return Attachment.forwarded(slot, index);
    }
    LabNetwork bridge = network.get();
    return Attachment.tap(bridge, index, bridge.tap(index, name));
  }
}
