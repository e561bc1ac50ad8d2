package dev.ijen.config;

/**
 * Where a config is to be used.
 *
 * @param platform the kind of node
 * @param local whether it is only being looked at ({@code ijenctl validate}), not applied
 * @param strict whether warnings count as problems
 */
public record ValidationContext(Platform platform, boolean local, boolean strict) {
  /** The kinds of nodes, as {@code ijenctl validate --mode} names them. */
  public enum Platform {
    METAL,
    CLOUD,
    CONTAINER
  }

  /** A config that a node of that kind is about to use. */
  public static ValidationContext on(Platform platform) {
    return new ValidationContext(platform, false, false);
  }
}
