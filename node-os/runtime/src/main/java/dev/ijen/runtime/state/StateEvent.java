package dev.ijen.runtime.state;

import dev.ijen.runtime.resource.Resource;
import java.util.Optional;

/**
 * What a watcher is told.
 *
 * @param resource the resource at the version of the event; the last one before its end for {@code
 *     DESTROYED}; absent for {@code BOOTSTRAPPED} and {@code NOOP}, and for {@code DESTROYED} at
 *     the start of a watch of one id that is not there
 * @param old the version before, for {@code UPDATED}
 * @param bookmark where a new watch resumes without losing or repeating an event
 */
public record StateEvent<S>(
    Kind kind, Optional<Resource<S>> resource, Optional<Resource<S>> old, Bookmark bookmark) {

  /** Kinds of events, in the order of {@code cosi.resource.EventType}. */
  public enum Kind {
    CREATED,
    UPDATED,
    DESTROYED,
    /** All that was there when the watch began has been told. */
    BOOTSTRAPPED,
    /** A heartbeat that only moves the bookmark. */
    NOOP
  }
}
