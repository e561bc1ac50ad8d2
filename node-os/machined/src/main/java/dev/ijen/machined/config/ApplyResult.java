package dev.ijen.machined.config;

import java.util.List;

/**
 * What became of a config.
 *
 * @param mode the one that was used
 * @param details in words for the user
 * @param reboot whether the caller should now start the reboot
 */
public record ApplyResult(ApplyMode mode, String details, List<String> warnings, boolean reboot) {
  public ApplyResult {
    warnings = List.copyOf(warnings);
  }
}
