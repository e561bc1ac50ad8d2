package dev.ijen.machined.operation;

/**
 * Who asks for a change.
 *
 * @param id unique for the change, not empty
 * @param epoch of the leader that asks; grows with every leader
 * @param actor who wants it, for the records
 */
public record OperationKey(String id, long epoch, String actor) {}
