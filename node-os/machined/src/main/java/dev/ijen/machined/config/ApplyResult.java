package dev.ijen.machined.config;

import dev.ijen.config.FieldChange;
import dev.ijen.config.schema.Effect;
import java.util.List;

/**
 * What became of a config.
 *
 * @param mode the one that was used
 * @param details in words for the user
 * @param hash of the config
 * @param effect what the change means for this node
 * @param diff a unified one without secrets
 * @param fields that change
 * @param afterAnswer what may cut the caller off, to be run once the answer is sent
 */
public record ApplyResult(
    ApplyMode mode,
    String details,
    List<String> warnings,
    String hash,
    Effect effect,
    String diff,
    List<FieldChange> fields,
    Runnable afterAnswer) {
  public ApplyResult {
    warnings = List.copyOf(warnings);
    fields = List.copyOf(fields);
  }
}
