package dev.ijen.machined.config;

import java.time.Duration;

/**
 * A config that a client wants.
 *
 * @param dryRun say what would happen and change nothing
 * @param tryFor how long {@link ApplyMode#TRY} lasts; with {@link ApplyMode#REBOOT}, not zero for a
 *     trial that spans the reboot
 * @param by who wants it, for the history
 * @param expectedHash of the config that must be in force; empty for any
 */
public record ApplyRequest(
    String yaml, ApplyMode mode, boolean dryRun, Duration tryFor, String by, String expectedHash) {

  @Override
  public String toString() {
    return "ApplyRequest[" + mode + ", dryRun=" + dryRun + "]"; // the text holds secrets
  }
}
