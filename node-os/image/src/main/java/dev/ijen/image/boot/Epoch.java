package dev.ijen.image.boot;

/** The one time that every file of an image carries: 1980-01-01, the first that FAT can hold. */
public final class Epoch {
  /** Since 1970-01-01 UTC. */
  public static final long SECONDS = 315_532_800;

  static final long MILLISECONDS = SECONDS * 1000;

  private Epoch() {}
}
