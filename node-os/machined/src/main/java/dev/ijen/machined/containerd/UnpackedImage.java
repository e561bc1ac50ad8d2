package dev.ijen.machined.containerd;

import java.util.List;

/**
 * An image whose layers a snapshotter has unpacked.
 *
 * @param name its reference
 * @param snapshot the snapshot of all its layers, by chain id
 * @param command what it runs when nothing else is said
 * @param environment {@code NAME=value}
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">image-spec,
 *     config</a>
 */
public record UnpackedImage(
    String name, String snapshot, List<String> command, List<String> environment) {
  /** Copies the lists. */
  public UnpackedImage {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
  }
}
