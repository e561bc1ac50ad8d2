package dev.ijen.operator.revision;

import dev.ijen.crds.ConfigSecretRef;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders the configs of machines at a revision. Of them hashes alone are kept, never a text: it
 * holds secrets.
 */
@Singleton
public final class RevisionConfigs implements ConfigSource.OfNamespaces {
  private final KubernetesClient client;
  private final Secrets secrets;
  private final Memory<Key, String> hashes = new Memory<>();

  /** What the hash of a config depends on; a revision never changes, its uid is its content. */
  private record Key(String base, String revision, Map<String, String> labels) {}

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

  /** Hash of the config of a machine at a revision; empty when there is none. */
  public Optional<String> hash(Machine machine, String revision) throws Unusable {
    MachineConfigRevision found = revision(machine.getMetadata().getNamespace(), revision);
    String base = base(machine);
    var key = new Key(Revisions.sha256(base), found.getMetadata().getUid(), labels(machine));
    Optional<String> known = hashes.recall(key);
    if (known.isPresent()) {
      return known;
    }
    Optional<String> hash =
        render(base, labels(machine), fragments(found)) instanceof Rendering.Rendered(var config)
            ? Optional.of(config.hash())
            : Optional.empty();
    hash.ifPresent(value -> hashes.remember(key, value));
    return hash;
  }

  private Rendering render(Machine machine, List<FrozenFragment> fragments) throws Unusable {
    return render(base(machine), labels(machine), fragments);
  }

  /**
   * Renders the same fragments for one machine after the other; for one thread and a short time.
   */
  public Pass pass(List<FrozenFragment> fragments) {
    return new Pass(fragments);
  }

  /**
   * Machines of a pool are alike: what was read and rendered for one of them is used for the next.
   * It holds secrets, so that nobody keeps it.
   */
  public final class Pass {
    private record Input(String base, Map<String, String> labels) {}

    private final List<FrozenFragment> fragments;
    private final Map<ConfigSecretRef, String> bases = new HashMap<>();
    private final Map<Input, Rendering> renderings = new HashMap<>();

    private Pass(List<FrozenFragment> fragments) {
      this.fragments = List.copyOf(fragments);
    }

    /** Merges the fragments that are for a machine of the namespace over its base config. */
    public Rendering render(Machine machine) throws Unusable {
      ConfigSecretRef ref = machine.getSpec().configSecretRef();
      String base = bases.get(ref);
      if (base == null) {
        base = RevisionConfigs.this.base(machine);
        bases.put(ref, base);
      }
      return renderings.computeIfAbsent(
          new Input(base, labels(machine)),
          input -> RevisionConfigs.render(input.base(), input.labels(), fragments));
    }
  }

  private String base(Machine machine) throws Unusable {
    var ref = machine.getSpec().configSecretRef();
    return secrets
        .find(machine.getMetadata().getNamespace(), ref.name(), ref.key())
        .orElseThrow(
            () ->
                new Unusable(
                    "Secret %s has no key %s, or is not there".formatted(ref.name(), ref.key())));
  }

  private static Map<String, String> labels(Machine machine) {
    return Map.copyOf(Optional.ofNullable(machine.getMetadata().getLabels()).orElse(Map.of()));
  }

  private static Rendering render(
      String base, Map<String, String> labels, List<FrozenFragment> fragments) {
    List<Fragment> chosen =
        fragments.stream()
            .filter(fragment -> Selection.matches(fragment.selector(), labels))
            .map(FrozenFragment::thawed)
            .toList();
    return Renderer.render(base, chosen);
  }

  /** The fragments of a revision. */
  public List<FrozenFragment> fragments(String namespace, String revision) throws Unusable {
    return fragments(revision(namespace, revision));
  }

  private MachineConfigRevision revision(String namespace, String revision) throws Unusable {
    MachineConfigRevision found =
        client
            .resources(MachineConfigRevision.class)
            .inNamespace(namespace)
            .withName(revision)
            .get();
    if (found == null) {
      throw new Unusable("MachineConfigRevision %s is gone".formatted(revision));
    }
    return found;
  }

  private List<FrozenFragment> fragments(MachineConfigRevision revision) throws Unusable {
    String secret = revision.getSpec().fragmentsSecret();
    return Revisions.decode(
        secrets
            .find(revision.getMetadata().getNamespace(), secret, Revisions.KEY)
            .orElseThrow(() -> new Unusable("Secret %s is gone".formatted(secret))));
  }
}
