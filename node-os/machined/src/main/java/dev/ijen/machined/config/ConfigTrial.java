package dev.ijen.machined.config;

import java.time.Duration;
import java.time.Instant;

/**
 * A machine config on trial.
 *
 * @param previousHash of the config that comes back when nobody confirms
 * @param tryFor how long it lasts; one that spans a reboot counts it from the API being open
 * @param deadline when it ends by the wall clock, for people: the node counts by the monotonic one
 * @param spansReboot whether it begins with the next start of the node
 * @param started whether one that spans a reboot has had its start
 * @param rebootToRevert whether taking it back needs a reboot
 */
public record ConfigTrial(
    String hash,
    String previousHash,
    String by,
    Duration tryFor,
    Instant deadline,
    boolean spansReboot,
    boolean started,
    boolean rebootToRevert) {

  /** The same after its start, with the deadline counted anew. */
  ConfigTrial begun(Instant newDeadline) {
    return new ConfigTrial(
        hash, previousHash, by, tryFor, newDeadline, spansReboot, true, rebootToRevert);
  }
}
