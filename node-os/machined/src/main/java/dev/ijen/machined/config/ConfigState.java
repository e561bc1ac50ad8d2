package dev.ijen.machined.config;

import java.util.List;
import java.util.Optional;

/**
 * The machine config of the node in short.
 *
 * @param hash of the one in force; empty in maintenance mode
 * @param stagedHash of what takes force with the next start; empty when that is the one in force
 * @param records the last ten, the newest first
 */
public record ConfigState(
    String hash, String stagedHash, Optional<ConfigTrial> trial, List<ConfigRecord> records) {
  public ConfigState {
    records = List.copyOf(records);
  }

  /** What last changed the config in force. */
  public Optional<ConfigRecord> changed() {
    return records.stream().filter(record -> record.event() != ConfigEvent.STAGED).findFirst();
  }
}
