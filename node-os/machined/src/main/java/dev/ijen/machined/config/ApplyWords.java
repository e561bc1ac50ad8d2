package dev.ijen.machined.config;

import dev.ijen.config.ConfigDiff;
import dev.ijen.config.FieldChange;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the node says of a config that it takes over, or would. */
final class ApplyWords {
  private ApplyWords() {}

  /**
   * In words for the user.
   *
   * @param diff from the config in force; empty for the first one
   */
  static String details(ApplyMode mode, ApplyRequest request, Optional<ConfigDiff> diff) {
    String outcome = diff.isEmpty() ? first() : outcome(mode, request);
    return request.dryRun() ? dryRun(outcome, diff) : outcome;
  }

  /** In words for the user, of a config that a system on another disk will have. */
  static String installing(String disk, ApplyRequest request) {
    String outcome = "Installing on " + disk + ", which starts with this configuration";
    return request.dryRun() ? dryRun(outcome, Optional.empty()) : outcome;
  }

  private static String first() {
    return "Applied configuration to a node in maintenance mode";
  }

  private static String outcome(ApplyMode mode, ApplyRequest request) {
    return switch (mode) {
      case AUTO, NO_REBOOT -> "Applied configuration without a reboot";
      case REBOOT -> "Applied configuration with a reboot";
      case STAGED -> "Staged configuration to be applied after the next reboot";
      case TRY ->
          "Applied configuration without a reboot; it will be rolled back in "
              + request.tryFor().toSeconds()
              + " s";
    };
  }

  private static String dryRun(String outcome, Optional<ConfigDiff> diff) {
    return "Dry run summary:\n"
        + outcome
        + " (skipped in dry-run).\n"
        + diff.map(ApplyWords::change).orElse("Config diff:\n\neverything\n");
  }

  private static String change(ConfigDiff diff) {
    return diff.isEmpty()
        ? "No changes."
        : "Config diff:\n\n"
            + diff.text()
            + "\nEffect: "
            + diff.effect().text()
            + "\n"
            + diff.fields().stream().map(ApplyWords::line).collect(Collectors.joining());
  }

  private static String line(FieldChange change) {
    return "  " + change.at() + ": " + change.effect().text() + "\n";
  }
}
