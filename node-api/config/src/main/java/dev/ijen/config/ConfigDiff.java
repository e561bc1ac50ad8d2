package dev.ijen.config;

import dev.ijen.config.schema.Effect;
import java.util.List;

/**
 * How two configs differ.
 *
 * @param text a unified diff of the redacted canonical forms; empty when nothing differs. A secret
 *     that changed shows in {@code fields} alone.
 * @param fields those that were added, removed or changed, each with its effect on a running node
 */
public record ConfigDiff(String text, List<FieldChange> fields) {
  public ConfigDiff {
    fields = List.copyOf(fields);
  }

  /** Compares what the configs mean: comments and the order of keys do not count. */
  public static ConfigDiff between(MachineConfig before, MachineConfig after) {
    String text = UnifiedDiff.of(before.redacted().canonical(), after.redacted().canonical());
    return new ConfigDiff(text, Changes.between(before, after));
  }

  /** Whether the configs mean the same. */
  public boolean isEmpty() {
    return fields.isEmpty() && text.isEmpty();
  }

  /**
   * Where the configs differ, as {@code v1alpha1:machine.type} or {@code LinkConfig/eth0:mtu}; a
   * document as a whole as {@code LinkConfig/eth0}.
   */
  public List<String> paths() {
    return fields.stream().map(FieldChange::at).toList();
  }

  /** What all changes together mean for a running node. */
  public Effect effect() {
    return fields.stream().map(FieldChange::effect).reduce(Effect.NONE, Effect::and);
  }

  /** The fields whose change has an effect of this kind. */
  public List<FieldChange> fields(Effect.Kind kind) {
    return fields.stream().filter(change -> change.effect().kind() == kind).toList();
  }
}
