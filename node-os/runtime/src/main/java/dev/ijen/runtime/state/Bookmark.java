package dev.ijen.runtime.state;

/**
 * A place in the history of one type.
 *
 * @param epoch the life of the state that made it; a bookmark of another life is refused
 * @param position the number of the last event told
 */
public record Bookmark(long epoch, long position) {}
