package dev.ijen.lab.command;

import dev.ijen.lab.host.Instance;
import dev.ijen.lab.node.Node;
import dev.ijen.lab.process.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What {@code ./ijen up} ends with. */
final class Summary {
  private static final String NODE =
      """
      kubectl get machines,machineconfigs -o wide
      kubectl apply -f docs/examples/machineconfig-sysctl.yaml
      ijenctl read /proc/sys/vm/max_map_count
      """;

  private static final String POOL =
      """
      kubectl get machines,machinepools
      kubectl apply -f docs/examples/osupgrade.yaml
      kubectl get osupgrade -w
      kubectl apply -f docs/examples/osupgrade-broken.yaml
      """;

  private Summary() {}

  static String of(Instance instance, String kubernetes, List<Node> nodes, boolean pool) {
    var text = new StringBuilder("\n%-26s %s%n".formatted("RUNS", "PID"));
    try {
      for (Background component : Components.of(instance)) {
        String pid = component.pid().map(Object::toString).orElse("ended");
        text.append("%-26s %s%n".formatted(component.name(), pid));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("read " + instance.folder(), e);
    }
    text.append("\n%-16s %s%n".formatted("Kubernetes API", kubernetes));
    for (Node node : nodes) {
      text.append("%-16s %s (%s)%n".formatted("node API", node.endpoint(), node.name()));
    }
    return text.append(
            """
            kubeconfig       %s
            talosconfig      %s

            try next, after eval "$(./ijen env)":
            %s"""
                .formatted(
                    instance.folder().resolve("kubeconfig"),
                    instance.folder().resolve("talosconfig"),
                    (pool ? POOL : NODE).indent(2)))
        .toString();
  }
}
