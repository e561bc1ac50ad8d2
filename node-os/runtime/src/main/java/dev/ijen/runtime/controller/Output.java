package dev.ijen.runtime.controller;

import dev.ijen.runtime.resource.ResourceType;

/**
 * What a controller writes. The engine refuses two exclusive writers of one type when it starts.
 */
public record Output(Kind kind, ResourceType<?> type) {

  /** Who else may write the type. */
  public enum Kind {
    /** Nobody. */
    EXCLUSIVE,
    /** Other controllers that say so too; each owns single resources. */
    SHARED
  }

  /** An output of which this controller is the only writer. */
  public static Output exclusive(ResourceType<?> type) {
    return new Output(Kind.EXCLUSIVE, type);
  }

  /** An output that several controllers write. */
  public static Output shared(ResourceType<?> type) {
    return new Output(Kind.SHARED, type);
  }
}
