package dev.ijen.machined.event;

import java.time.Instant;

/**
 * An event with its place in the history.
 *
 * @param id unique, and greater than those of all earlier events
 * @param actor names the request that caused it, or empty
 */
public record RecordedEvent(String id, Instant time, String actor, NodeEvent event) {}
