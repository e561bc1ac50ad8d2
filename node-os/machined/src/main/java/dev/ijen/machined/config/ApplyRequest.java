package dev.ijen.machined.config;

import java.time.Duration;

/**
 * A config that a client wants.
 *
 * @param dryRun say what would happen and change nothing
 * @param tryFor how long {@link ApplyMode#TRY} lasts
 */
public record ApplyRequest(String yaml, ApplyMode mode, boolean dryRun, Duration tryFor) {

  @Override
  public String toString() {
    return "ApplyRequest[" + mode + ", dryRun=" + dryRun + "]"; // the text holds secrets
  }
}
