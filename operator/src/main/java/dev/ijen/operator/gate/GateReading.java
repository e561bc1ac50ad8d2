package dev.ijen.operator.gate;

import dev.ijen.crds.RolloutStatus.Evidence;
import java.time.Instant;
import java.util.List;

/**
 * What came of asking a gate once.
 *
 * @param at when
 * @param evidence one entry for each check
 */
public record GateReading(Instant at, List<Evidence> evidence) {
  /** Copies the list. */
  public GateReading {
    evidence = List.copyOf(evidence);
  }

  /** Whether all checks held. */
  public boolean passed() {
    return evidence.stream().allMatch(Evidence::passed);
  }
}
