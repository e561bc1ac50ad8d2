package dev.ijen.operator.machine;

import dev.ijen.crds.ConfigSecretRef;
import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachineConfigSpec;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.crds.MachineStatus.Source;
import dev.ijen.operator.render.Fragment;
import dev.ijen.operator.render.Renderer;
import dev.ijen.operator.render.Rendering;
import dev.ijen.operator.secret.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the objects of a namespace say about one machine, Secrets resolved.
 *
 * @param base the base config, empty when its Secret is not there
 * @param fragments the fragments that select the machine and have a text
 * @param sources all fragments that select the machine, in the order of merging
 * @param missing Secrets that are not there
 */
record Inputs(
    Optional<String> base, List<Fragment> fragments, List<Source> sources, List<Problem> missing) {
  Inputs {
    fragments = List.copyOf(fragments);
    sources = List.copyOf(sources);
    missing = List.copyOf(missing);
  }

  /** Reads the Secrets that a machine and its fragments name. */
  static Inputs gather(Machine machine, List<MachineConfig> configs, Secrets secrets) {
    String namespace = machine.getMetadata().getNamespace();
    var missing = new ArrayList<Problem>();
    ConfigSecretRef ref = machine.getSpec().configSecretRef();
    Optional<String> base = secrets.find(namespace, ref.name(), ref.key());
    if (base.isEmpty()) {
      missing.add(missing("", ref));
    }
    var fragments = new ArrayList<Fragment>();
    for (MachineConfig config : configs) {
      text(config, secrets, missing).ifPresent(text -> fragments.add(fragment(config, text)));
    }
    return new Inputs(base, fragments, sources(configs), missing);
  }

  /** Merges, or says which Secrets are missing. */
  Rendering render() {
    return missing.isEmpty()
        ? Renderer.render(base.orElseThrow(), fragments)
        : new Rendering.Refused(missing);
  }

  private static List<Source> sources(List<MachineConfig> configs) {
    return configs.stream()
        .map(config -> fragment(config, ""))
        .sorted(Fragment.PRECEDENCE)
        .limit(Renderer.MAX_FRAGMENTS)
        .map(fragment -> new Source(fragment.name(), fragment.generation()))
        .toList();
  }

  private static Optional<String> text(
      MachineConfig config, Secrets secrets, List<Problem> missing) {
    MachineConfigSpec spec = config.getSpec();
    if (spec.documents() != null) {
      return Optional.of(spec.documents());
    }
    if (spec.config() != null) {
      return Optional.of(spec.config().toString()); // JSON is YAML
    }
    ConfigSecretRef ref = Objects.requireNonNull(spec.secretRef(), "a rule of the CRD");
    Optional<String> text =
        secrets.find(config.getMetadata().getNamespace(), ref.name(), ref.key());
    if (text.isEmpty()) {
      missing.add(missing(config.getMetadata().getName(), ref));
    }
    return text;
  }

  private static Fragment fragment(MachineConfig config, String text) {
    MachineConfigSpec spec = config.getSpec();
    return new Fragment(
        config.getMetadata().getName(),
        config.getMetadata().getGeneration(),
        spec.scope(),
        spec.weight(),
        text,
        spec.config() == null);
  }

  private static Problem missing(String source, ConfigSecretRef ref) {
    String message = "Secret %s has no key %s, or is not there".formatted(ref.name(), ref.key());
    return new Problem(source, ProblemKind.SECRET_MISSING, "", message);
  }
}
