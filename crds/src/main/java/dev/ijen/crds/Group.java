package dev.ijen.crds;

/** The API group that all kinds share. */
public final class Group {
  /** API group. */
  public static final String NAME = "ijen.dev";

  /** Only version so far; fields may be added to it and never taken away. */
  public static final String VERSION = "v1alpha1";

  private Group() {}
}
