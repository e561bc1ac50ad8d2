package dev.ijen.operator.render;

import dev.ijen.crds.Scope;
import java.util.Comparator;

/**
 * A fragment of machine config with its text at hand.
 *
 * @param name name of the MachineConfig
 * @param generation its generation
 * @param scope breadth
 * @param weight place inside the scope, 0 to 1000
 * @param text strategic merge patch, as YAML
 * @param written whether a person wrote this text, so that line numbers mean something
 */
public record Fragment(
    String name, long generation, Scope scope, int weight, String text, boolean written) {
  /** The order of merging: the later one wins. */
  public static final Comparator<Fragment> PRECEDENCE =
      Comparator.comparing(Fragment::scope)
          .thenComparingInt(Fragment::weight)
          .thenComparing(Fragment::name);

  boolean isPeerOf(Fragment other) {
    return scope == other.scope && weight == other.weight;
  }

  /** Without the text, which may hold secrets. */
  @Override
  public String toString() {
    return "Fragment[%s, generation %d, %s, weight %d]".formatted(name, generation, scope, weight);
  }
}
