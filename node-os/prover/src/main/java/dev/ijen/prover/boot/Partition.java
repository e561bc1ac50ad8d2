package dev.ijen.prover.boot;

/**
 * A partition.
 *
 * @param first its first sector
 * @param count its sectors
 */
public record Partition(String name, long first, long count) {}
