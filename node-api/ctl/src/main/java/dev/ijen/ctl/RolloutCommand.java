package dev.ijen.ctl;

import dev.ijen.crds.Rollout;
import dev.ijen.crds.RolloutStatus.Phase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rollouts of the operator, over the Kubernetes API. */
@Command(name = "rollout", description = "Look at rollouts of the operator and steer them.")
final class RolloutCommand extends Group {
  RolloutCommand(KubeRoot root) {
    super(
        new Status(root),
        new RolloutWatchCommand(root),
        new Pause(root),
        new Resume(root),
        new Cancel(root));
  }

  /**
   * The rollout of this name.
   *
   * @throws UsageException when there is none
   */
  static Rollout find(KubernetesClient client, String namespace, String name)
      throws UsageException {
    Rollout rollout = resource(client, namespace, name).get();
    if (rollout == null) {
      throw new UsageException("namespace %s has no rollout %s".formatted(namespace, name));
    }
    return rollout;
  }

  static Resource<Rollout> resource(KubernetesClient client, String namespace, String name) {
    return client.resources(Rollout.class).inNamespace(namespace).withName(name);
  }

  /** Where one rollout or all of a namespace stand. */
  @Command(name = "status", description = "Show where rollouts stand.")
  static final class Status extends KubeCommand {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "NAME",
        description = "A rollout; all of the namespace without it.")
    private String name = "";

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FORMAT",
        description = "table, yaml or json.")
    private OutputFormat output = OutputFormat.TABLE;

    Status(KubeRoot root) {
      super(root);
    }

    @Override
    int run(KubernetesClient client, String namespace) throws UsageException {
      List<Rollout> rollouts =
          name.isEmpty()
              ? client.resources(Rollout.class).inNamespace(namespace).list().getItems()
              : List.of(find(client, namespace, name));
      switch (output) {
        case TABLE -> table(rollouts);
        case YAML -> shell().out().print(Yaml.write(printed(client, rollouts)));
        case JSON -> shell().out().println(Json.pretty(printed(client, rollouts)));
      }
      return 0;
    }

    private void table(List<Rollout> rollouts) {
      if (name.isEmpty()) {
        RolloutText.table(rollouts).print(shell().out());
      } else {
        RolloutText.lines(rollouts.getFirst(), shell().clock().instant())
            .forEach(shell().out()::println);
      }
    }

    /** One object, or a list when no name was given. */
    private Map<?, ?> printed(KubernetesClient client, List<Rollout> rollouts) {
      List<Map<?, ?>> objects = rollouts.stream().<Map<?, ?>>map(r -> plain(client, r)).toList();
      return name.isEmpty()
          ? Map.of("apiVersion", "v1", "kind", "List", "items", objects)
          : objects.getFirst();
    }

    private static Map<?, ?> plain(KubernetesClient client, Rollout rollout) {
      rollout.getMetadata().setManagedFields(null);
      return client.getKubernetesSerialization().convertValue(rollout, Map.class);
    }
  }

  /** A command that sets a field of a rollout that has not ended. */
  abstract static class Steer extends KubeCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The rollout.")
    private String name = "";

    private final String patch;
    private final String done;

    Steer(KubeRoot root, String patch, String done) {
      super(root);
      this.patch = patch;
      this.done = done;
    }

    @Override
    final int run(KubernetesClient client, String namespace) throws UsageException {
      Rollout rollout = find(client, namespace, name);
      Phase phase = RolloutText.status(rollout).phase();
      if (phase != null && phase.isFinal()) {
        throw new UsageException(
            "rollout %s has ended: %s".formatted(name, RolloutText.word(phase)));
      }
      resource(client, namespace, name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
      shell().out().println("rollout " + name + " " + done);
      return 0;
    }
  }

  /** Stops a rollout; machines that are being changed are finished. */
  @Command(
      name = "pause",
      description = "Begin no more machines; those that are being changed are finished.")
  static final class Pause extends Steer {
    Pause(KubeRoot root) {
      super(root, "{\"spec\":{\"suspend\":true}}", "is paused");
    }
  }

  /** Lets a paused rollout go on. */
  @Command(name = "resume", description = "Let a paused rollout go on.")
  static final class Resume extends Steer {
    Resume(KubeRoot root) {
      super(root, "{\"spec\":{\"suspend\":false}}", "goes on");
    }
  }

  /** Ends a rollout. */
  @Command(name = "cancel", description = "End a rollout; machines on trial go back.")
  static final class Cancel extends Steer {
    Cancel(KubeRoot root) {
      super(root, "{\"spec\":{\"cancel\":true}}", "is being cancelled");
    }
  }
}
