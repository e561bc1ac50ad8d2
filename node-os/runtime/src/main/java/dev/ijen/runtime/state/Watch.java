package dev.ijen.runtime.state;

import java.time.Duration;
import java.util.Optional;

/**
 * A stream of events of one type. Closing it frees its place; a closed watch tells nothing more.
 */
public interface Watch<S> extends AutoCloseable {

  /**
   * Waits for the next event.
   *
   * @return empty when none came in time
   * @throws InterruptedException when the waiting thread is told to stop
   * @throws IllegalStateException when the watch was closed, or fell so far behind that events were
   *     dropped
   */
  Optional<StateEvent<S>> next(Duration timeout) throws InterruptedException;

  @Override
  void close();
}
