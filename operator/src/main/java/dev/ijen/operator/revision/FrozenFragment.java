package dev.ijen.operator.revision;

import dev.ijen.crds.MachineConfig;
import dev.ijen.crds.Scope;
import dev.ijen.operator.render.Fragment;
import io.fabric8.kubernetes.api.model.LabelSelector;
import org.jspecify.annotations.Nullable;

/**
 * A fragment as a revision keeps it.
 *
 * @param name name of the MachineConfig
 * @param generation its generation
 * @param scope breadth
 * @param weight place inside the scope
 * @param selector labels of the machines; none selects all of the pool
 * @param text the patch; it may hold secrets
 */
public record FrozenFragment(
    String name,
    long generation,
    Scope scope,
    int weight,
    @Nullable LabelSelector selector,
    String text) {

  /** A fragment with its text. */
  public static FrozenFragment of(MachineConfig config, String text) {
    return new FrozenFragment(
        config.getMetadata().getName(),
        config.getMetadata().getGeneration(),
        config.getSpec().scope(),
        config.getSpec().weight(),
        config.getSpec().selector(),
        text);
  }

  /** The fragment as the renderer takes it. */
  public Fragment thawed() {
    return new Fragment(name, generation, scope, weight, text, false);
  }

  /** Without the text, which may hold secrets. */
  @Override
  public String toString() {
    return "FrozenFragment[%s, generation %d]".formatted(name, generation);
  }
}
