package dev.ijen.machined.service;

import java.time.Instant;

/**
 * What is known of a service's health.
 *
 * @param unknown nobody checked since it was started
 * @param message of the last failed check, or empty
 * @param changed when this became so
 */
public record ServiceHealth(boolean unknown, boolean healthy, String message, Instant changed) {

  /** Nobody checked yet. */
  static ServiceHealth unknown(Instant now) {
    return new ServiceHealth(true, false, "", now);
  }

  /** The same unless a check tells something new. */
  ServiceHealth checked(boolean good, String text, Instant now) {
    return !unknown && healthy == good && message.equals(text)
        ? this
        : new ServiceHealth(false, good, text, now);
  }
}
