package dev.ijen.prover.boot;

/**
 * A file or folder in a FAT folder.
 *
 * @param cluster its first cluster; 0 for an empty file
 * @param bytes its size; 0 for a folder
 */
public record FatEntry(String name, boolean folder, int cluster, long bytes) {}
