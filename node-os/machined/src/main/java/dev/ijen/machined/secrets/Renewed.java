package dev.ijen.machined.secrets;

import dev.ijen.pki.PkiException;
import dev.ijen.runtime.controller.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was issued until what it was made from changes, or half of its life is over.
 *
 * @param <B> what certificates are made from, a value
 * @param <S> what was issued
 */
final class Renewed<B, S> {
  private static final Duration LOOK = Duration.ofMinutes(10);

  private final Clock clock;
  private final Duration lifetime;
  private final Issuer<B, S> issuer;
  private @Nullable Issued<B, S> last;

  /** Makes certificates. */
  @FunctionalInterface
  interface Issuer<B, S> {
    /**
     * Issues anew.
     *
     * @throws PkiException when an authority cannot be read or cannot sign
     */
    S issue(B basis) throws PkiException;
  }

  private record Issued<B, S>(B basis, Instant time, S value) {}

  /**
   * Nothing issued yet.
   *
   * @param lifetime of what is issued
   */
  Renewed(Clock clock, Duration lifetime, Issuer<B, S> issuer) {
    this.clock = clock;
    this.lifetime = lifetime;
    this.issuer = issuer;
  }

  /** Wakes a controller often enough to renew in time. */
  static EventSource looks() {
    return wake -> {
      while (true) {
        Thread.sleep(LOOK);
        wake.run();
      }
    };
  }

  /** What is valid now for this basis. */
  S current(B basis) throws PkiException {
    Instant now = clock.instant();
    Issued<B, S> known = last;
    if (known == null
        || !known.basis().equals(basis)
        || known.time().plus(lifetime.dividedBy(2)).isBefore(now)
        || known.time().isAfter(now)) { // the clock was set back: not yet valid
      known = new Issued<>(basis, now, issuer.issue(basis));
      last = known;
    }
    return known.value();
  }
}
