package dev.ijen.linux;

/** How a device loses its content. */
public enum Wipe {
  /** Every byte becomes zero. */
  ZEROES,

  /**
   * The device forgets its blocks, where it can, and begins and ends with zeros: no table and no
   * file system is found on it any more.
   */
  FAST
}
