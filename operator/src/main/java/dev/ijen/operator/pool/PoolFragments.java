package dev.ijen.operator.pool;

import dev.ijen.crds.Machine;
import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.MachineConfigSpec;
import dev.ijen.crds.MachinePool;
import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.crds.Scope;
import dev.ijen.operator.machineconfig.Selection;
import dev.ijen.operator.revision.FrozenFragment;
import dev.ijen.operator.secret.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The fragments that concern a pool, with their texts.
 *
 * @param fragments those that have a text
 * @param problems Secrets that are not there
 */
record PoolFragments(List<FrozenFragment> fragments, List<Problem> problems) {

  static PoolFragments gather(
      MachinePool pool, List<Machine> members, List<MachineConfig> configs, Secrets secrets) {
    var fragments = new ArrayList<FrozenFragment>();
    var problems = new ArrayList<Problem>();
    for (MachineConfig config : configs) {
      if (concerns(config, pool, members)) {
        Optional<String> text = text(config, secrets);
        text.ifPresent(patch -> fragments.add(FrozenFragment.of(config, patch)));
        if (text.isEmpty()) {
          problems.add(
              new Problem(
                  config.getMetadata().getName(),
                  ProblemKind.SECRET_MISSING,
                  "",
                  "its Secret or the key of it is not there"));
        }
      }
    }
    return new PoolFragments(fragments, problems);
  }

  private static boolean concerns(MachineConfig config, MachinePool pool, List<Machine> members) {
    MachineConfigSpec spec = config.getSpec();
    boolean here =
        spec.scope() != Scope.POOL || spec.pools().contains(pool.getMetadata().getName());
    return spec.enabled()
        && here
        && members.stream()
            .map(machine -> Optional.ofNullable(machine.getMetadata().getLabels()))
            .anyMatch(labels -> Selection.matches(spec.selector(), labels.orElse(Map.of())));
  }

  private static Optional<String> text(MachineConfig config, Secrets secrets) {
    MachineConfigSpec spec = config.getSpec();
    if (spec.documents() != null) {
      return Optional.of(spec.documents());
    }
    if (spec.config() != null) {
      return Optional.of(spec.config().toString()); // JSON is YAML
    }
    var ref = Objects.requireNonNull(spec.secretRef(), "a rule of the CRD");
    return secrets.find(config.getMetadata().getNamespace(), ref.name(), ref.key());
  }
}
