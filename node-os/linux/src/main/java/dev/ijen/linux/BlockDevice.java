package dev.ijen.linux;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A disk or partition as {@code /sys/class/block} shows it.
 *
 * @param name of the kernel, such as {@code vda5}
 * @param device its node, such as {@code /dev/vda5}
 * @param disk the name of the disk that a partition lies on; empty for a disk
 * @param partitionName label in the partition table
 * @param partitionNumber slot in the partition table, 0 for a disk
 * @param sizeBytes how large it is
 */
public record BlockDevice(
    String name,
    Path device,
    Optional<String> disk,
    Optional<String> partitionName,
    int partitionNumber,
    long sizeBytes) {}
