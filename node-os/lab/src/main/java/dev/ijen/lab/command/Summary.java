package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.process.Background;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@code ./ijen up} ends with. */
final class Summary {
  private Summary() {}

  static String of(Instance instance, String kubernetes, Node node) {
    var text = new StringBuilder("\n%-26s %s%n".formatted("RUNS", "PID"));
    try {
      for (Background component : Components.of(instance)) {
        String pid = component.pid().map(Object::toString).orElse("ended");
        text.append("%-26s %s%n".formatted(component.name(), pid));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("read " + instance.folder(), e);
    }
    return text.append(
            """

            Kubernetes API   %s
            node API         %s (%s)
            kubeconfig       %s
            talosconfig      %s

            try next, after eval "$(./ijen env)":
              kubectl get machines,machineconfigs -o wide
              kubectl apply -f docs/examples/machineconfig-sysctl.yaml
              ijenctl read /proc/sys/vm/max_map_count
            """
                .formatted(
                    kubernetes,
                    node.endpoint(),
                    node.name(),
                    instance.folder().resolve("kubeconfig"),
                    instance.folder().resolve("talosconfig")))
        .toString();
  }
}
