package dev.ijen.runtime.state;

import java.util.Optional;

/**
 * What a watch begins with.
 *
 * @param id watch this resource alone; the first event is then its present state
 * @param bootstrapContents tell all present resources first, then {@code BOOTSTRAPPED}
 * @param from resume after this bookmark
 * @param tail begin this many events in the past, 0 for none
 * @param bootstrapBookmark tell {@code NOOP} with the present bookmark first
 */
public record WatchOptions(
    Optional<String> id,
    boolean bootstrapContents,
    Optional<Bookmark> from,
    int tail,
    boolean bootstrapBookmark) {

  /** Changes of the whole type from now on. */
  public static final WatchOptions CHANGES =
      new WatchOptions(Optional.empty(), false, Optional.empty(), 0, false);

  /** All that is there, then its changes. */
  public static final WatchOptions CONTENTS_AND_CHANGES =
      new WatchOptions(Optional.empty(), true, Optional.empty(), 0, false);

  /** The present state of one resource, then its changes. */
  public static WatchOptions one(String id) {
    return new WatchOptions(Optional.of(id), false, Optional.empty(), 0, false);
  }
}
