package dev.ijen.config;

import dev.ijen.config.schema.Effect;

/**
 * A field that differs between two configs.
 *
 * @param document its identity, as {@code v1alpha1} or {@code LinkConfig/eth0}
 * @param path of the field, as {@code machine.type}; empty when the whole document came or went
 * @param effect what the change means for a running node, as the schema declares it
 */
public record FieldChange(String document, String path, Effect effect) {

  /** Where the change is, as {@code v1alpha1:machine.type} or {@code LinkConfig/eth0}. */
  public String at() {
    return path.isEmpty() ? document : document + ":" + path;
  }
}
