package dev.ijen.operator.revision;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfigRevision;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.operator.fleet.ConfigSource;
import dev.ijen.operator.fleet.ConfigSource.Config;
import dev.ijen.operator.fleet.ConfigSource.Unusable;
import dev.ijen.operator.machineconfig.Selection;
import dev.ijen.operator.render.Fragment;
import dev.ijen.operator.render.Renderer;
import dev.ijen.operator.render.Rendering;
import dev.ijen.operator.secret.Secrets;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders the configs of machines at a revision. Nothing of it is kept: it holds secrets. */
@Singleton
public final class RevisionConfigs implements ConfigSource.OfNamespaces {
  private final KubernetesClient client;
  private final Secrets secrets;

  RevisionConfigs(KubernetesClient client, Secrets secrets) {
    this.client = client;
    this.secrets = secrets;
  }

  @Override
  public Config render(String namespace, String machine, String revision) throws Unusable {
    Machine found = client.resources(Machine.class).inNamespace(namespace).withName(machine).get();
    if (found == null) {
      throw new Unusable("Machine %s is gone".formatted(machine));
    }
    return switch (render(found, fragments(namespace, revision))) {
      case Rendering.Rendered(var config) -> new Config(config.hash(), config.encode());
      case Rendering.Refused(List<Problem> problems) ->
          throw new Unusable(problems.getFirst().message());
    };
  }

  /** Merges the fragments that are for a machine over its base config. */
  public Rendering render(Machine machine, List<FrozenFragment> fragments) throws Unusable {
    var ref = machine.getSpec().configSecretRef();
    String base =
        secrets
            .find(machine.getMetadata().getNamespace(), ref.name(), ref.key())
            .orElseThrow(
                () ->
                    new Unusable(
                        "Secret %s has no key %s, or is not there"
                            .formatted(ref.name(), ref.key())));
    Map<String, String> labels =
        Optional.ofNullable(machine.getMetadata().getLabels()).orElse(Map.of());
    List<Fragment> chosen =
        fragments.stream()
            .filter(fragment -> Selection.matches(fragment.selector(), labels))
            .map(FrozenFragment::thawed)
            .toList();
    return Renderer.render(base, chosen);
  }

  /** The fragments of a revision. */
  public List<FrozenFragment> fragments(String namespace, String revision) throws Unusable {
    MachineConfigRevision found =
        client
            .resources(MachineConfigRevision.class)
            .inNamespace(namespace)
            .withName(revision)
            .get();
    if (found == null) {
      throw new Unusable("MachineConfigRevision %s is gone".formatted(revision));
    }
    String secret = found.getSpec().fragmentsSecret();
    return Revisions.decode(
        secrets
            .find(namespace, secret, Revisions.KEY)
            .orElseThrow(() -> new Unusable("Secret %s is gone".formatted(secret))));
  }
}
